package io.gleaner.coordinator.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gleaner.config.JobName;
import io.gleaner.coordinator.fill.ItemReader;
import io.gleaner.coordinator.manifest.tree.Node.Mapping;
import io.gleaner.coordinator.manifest.tree.TreeJson;
import io.gleaner.failure.GleanerException;
import io.gleaner.retry.FailureRule;
import io.gleaner.retry.RetryPolicy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** The rules of a WorkQueueJob: a Job's, and those of the options of {@code gleaner run}. */
final class WorkQueueCheck {
  private static final Duration SHORTEST_LEASE = Duration.ofSeconds(3);
  private static final int MOST_CONCURRENT = 1000;
  private static final long MOST_BYTES = 1L << 30;
  private static final List<String> FORMATS = List.of("lines", "nul", "jsonl");

  private final Findings findings;
  private final Mapping object;
  private final SpecFields spec;

  private WorkQueueCheck(Findings findings, Mapping object, SpecFields spec) {
    this.findings = findings;
    this.object = object;
    this.spec = spec;
  }

  static void check(Findings findings, Mapping object, String name) {
    Mapping specTree = Paths.mapping(object, "spec").orElseThrow();
    ObjectNode json = TreeJson.object(specTree);
    WorkQueueCheck check = new WorkQueueCheck(findings, object, new SpecFields(json));
    check.name(name);
    new JobCheck(findings, object).spec(name, WorkQueueReader.job(json), "spec");
    PodMeaning.check(
        findings,
        Paths.mapping(specTree, "template").orElseThrow(),
        "spec.template",
        !check.spec.in("handler").has("classpath"));
    check.items();
    check.handler();
    check.retries();
    check.limits();
  }

  /** Its name is also that of a queue and a folder. */
  private void name(String name) {
    try {
      if (!name.isEmpty()) {
        new JobName(name);
      }
    } catch (GleanerException e) {
      findings.problem(object, "metadata.name", String.valueOf(e.getMessage()));
    }
  }

  private void must(boolean holds, String field, String sentence) {
    if (!holds) {
      findings.problem(object, "spec." + field, sentence);
    }
  }

  private void items() {
    SpecFields items = spec.in("items");
    must(items.has("file") != items.has("list"), "items", "needs either a file or a list.");
    String file = items.text("file");
    must(file == null || !file.isEmpty(), "items.file", "must not be empty.");
    must(
        file == null || !file.equals("-"),
        "items.file",
        "cannot be standard input: whoever reads the items does so later, and perhaps again.");
    String format = items.text("format");
    must(
        format == null || FORMATS.contains(format),
        "items.format",
        "must be lines, nul or jsonl, not %s.".formatted(format));
    must(
        format == null || !items.has("list"),
        "items.format",
        "says how a file is cut; each entry of a list is one item as it stands.");
    long most = spec.bytes("maxItemBytes", ItemReader.DEFAULT_MAX_ITEM_BYTES);
    must(most >= 1 && most <= MOST_BYTES, "maxItemBytes", "must be between 1 byte and 1 GiB.");
    List<String> list = items.texts("list");
    for (int i = 0; i < list.size(); i++) {
      int bytes = list.get(i).getBytes(StandardCharsets.UTF_8).length;
      must(
          bytes <= most,
          "items.list[" + i + "]",
          "has %d bytes, more than maxItemBytes, %d.".formatted(bytes, most));
    }
  }

  private void handler() {
    SpecFields handler = spec.in("handler");
    long concurrency = handler.number("concurrency", 1);
    must(
        concurrency >= 1 && concurrency <= MOST_CONCURRENT,
        "handler.concurrency",
        "must be between 1 and %d, not %d.".formatted(MOST_CONCURRENT, concurrency));
    long most = handler.bytes("maxResultBytes", 1);
    must(
        most >= 1 && most <= MOST_BYTES,
        "handler.maxResultBytes",
        "must be between 1 byte and 1 GiB.");
    must(
        !handler.has("itemTimeout") || !handler.duration("itemTimeout", Duration.ZERO).isZero(),
        "handler.itemTimeout",
        "must be more than 0.");
    must(
        handler.has("classpath") || !handler.has("name"),
        "handler.name",
        "names a Java handler: give its classpath too.");
    JsonNode container = spec.object().at("/template/spec/containers/0");
    must(
        !handler.has("classpath") || !(container.has("command") || container.has("args")),
        "handler.classpath",
        "a Java handler or a command runs for each item, not both.");
    must(
        !handler.has("classpath") || !handler.truth("stdin"),
        "handler.stdin",
        "is about commands; a Java handler is given the item.");
    must(
        !handler.truth("stream") || !handler.has("classpath"),
        "handler.stream",
        "is about commands; a Java handler is given one item after the other anyway.");
    must(
        !handler.truth("stream") || !handler.truth("stdin"),
        "handler.stream",
        "gives the items on standard input; stdin is for a command that is started for each.");
  }

  private void retries() {
    RetryPolicy usual = RetryPolicy.DEFAULT;
    long attempts = spec.number("maxAttempts", usual.maxAttempts());
    must(attempts >= 1, "maxAttempts", "must be at least 1, not %d.".formatted(attempts));
    Duration delay = spec.duration("retryDelay", Duration.ofMillis(usual.initialDelayMillis()));
    must(
        !spec.has("maxRetryDelay") || spec.duration("maxRetryDelay", delay).compareTo(delay) >= 0,
        "maxRetryDelay",
        "must not be shorter than retryDelay.");
    JsonNode rules = spec.object().path("onExit");
    for (int i = 0; i < rules.size(); i++) {
      try {
        FailureRule.parse(WorkQueueReader.rule(rules.get(i)));
      } catch (GleanerException e) {
        must(false, "onExit[" + i + "]", String.valueOf(e.getMessage()));
      }
    }
  }

  private void limits() {
    Duration lease = spec.duration("lease", Duration.ofSeconds(15));
    must(lease.compareTo(SHORTEST_LEASE) >= 0, "lease", "must be at least 3s.");
    Duration grace = spec.in("handler").duration("grace", Duration.ofSeconds(2));
    must(
        !spec.in("handler").has("grace") || grace.multipliedBy(5).compareTo(lease) <= 0,
        "handler.grace",
        "must be at most a fifth of the lease.");
    for (String field : List.of("maxFailedItems", "tolerateFailedItems")) {
      must(spec.number(field, 0) >= 0, field, "must be greater than or equal to 0");
    }
    must(
        spec.bytes("maxWaitingResultBytes", 1) >= 1,
        "maxWaitingResultBytes",
        "must be at least 1 byte.");
  }
}
