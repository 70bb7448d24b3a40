package io.gleaner.coordinator.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gleaner.coordinator.fill.ItemFormat;
import io.gleaner.coordinator.fill.ItemReader;
import io.gleaner.coordinator.job.json.JobSpecReader;
import io.gleaner.coordinator.job.manifest.Defaulting;
import io.gleaner.coordinator.job.manifest.SentSpec;
import io.gleaner.ledger.JobSpec;
import io.gleaner.retry.FailurePolicy;
import io.gleaner.retry.FailureRule;
import io.gleaner.retry.RetryPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads the spec of a WorkQueueJob, as {@link Manifest#spec} has it, and fills in its defaults. */
public final class WorkQueueReader {
  /** Its fields that are a Job's too. */
  private static final Set<String> JOB_FIELDS =
      Set.of(
          "activeDeadlineSeconds",
          "backoffLimit",
          "managedBy",
          "parallelism",
          "podFailurePolicy",
          "podReplacementPolicy",
          "suspend",
          "template",
          "ttlSecondsAfterFinished");

  private WorkQueueReader() {}

  /**
   * Reads a spec.
   *
   * @param json with every field of its type, and without a mistake
   */
  public static WorkQueueSpec read(ObjectNode json) {
    SpecFields spec = new SpecFields(json);
    SentSpec job = Defaulting.fill(JobSpecReader.read("spec", job(json)));
    WorkQueueSpec.Items items = items(spec.in("items"));
    WorkQueueSpec.Handler handler = handler(spec);
    return new WorkQueueSpec(
        job,
        items,
        handler,
        ledger(spec, parameters(items, handler)),
        (int) spec.bytes("maxItemBytes", ItemReader.DEFAULT_MAX_ITEM_BYTES));
  }

  /** The Job in it, as batch/v1 would have it: a work queue, of workers that never restart. */
  static ObjectNode job(ObjectNode json) {
    ObjectNode job = json.deepCopy().retain(JOB_FIELDS);
    if (!job.has("parallelism")) {
      // Neither parallelism nor completions would be a Job of one completion.
      job.put("parallelism", 1);
    }
    if (!job.has("podFailurePolicy")) {
      job.set("podFailurePolicy", WorkerPolicy.json());
    }
    if (job.path("template").path("spec") instanceof ObjectNode pod && !pod.has("restartPolicy")) {
      pod.put("restartPolicy", "Never");
    }
    return job;
  }

  private static WorkQueueSpec.Items items(SpecFields items) {
    String format = items.text("format");
    return new WorkQueueSpec.Items(
        items.text("file"),
        items.texts("list"),
        format == null ? ItemFormat.LINES : ItemFormat.valueOf(format.toUpperCase(Locale.ROOT)));
  }

  private static WorkQueueSpec.Handler handler(SpecFields spec) {
    SpecFields handler = spec.in("handler");
    SpecFields container =
        new SpecFields(spec.in("template").in("spec").in("containers").object().path(0));
    List<String> command = new ArrayList<>();
    if (!handler.has("classpath")) {
      command.addAll(container.texts("command"));
      command.addAll(container.texts("args"));
    }
    return new WorkQueueSpec.Handler(
        command,
        handler.truth("stdin"),
        handler.truth("stream"),
        handler.has("itemTimeout") ? handler.duration("itemTimeout", Duration.ZERO) : null,
        (int) handler.number("concurrency", 1),
        handler.duration("grace", Duration.ofSeconds(2)),
        handler.duration("drain", Duration.ofSeconds(20)),
        handler.bytes("maxResultBytes", 1 << 20),
        handler.text("classpath"),
        handler.text("name"));
  }

  private static JobSpec ledger(SpecFields spec, String parameters) {
    RetryPolicy retry = RetryPolicy.DEFAULT;
    long delay =
        spec.duration("retryDelay", Duration.ofMillis(retry.initialDelayMillis())).toMillis();
    Duration longest = Duration.ofMillis(Math.max(retry.maxDelayMillis(), delay));
    List<FailureRule> rules = new ArrayList<>();
    spec.object().path("onExit").forEach(rule -> rules.add(FailureRule.parse(rule(rule))));
    return new JobSpec(
        parameters,
        spec.duration("lease", Duration.ofMillis(JobSpec.DEFAULT_LEASE_MILLIS)).toMillis(),
        new RetryPolicy(
            (int) spec.number("maxAttempts", retry.maxAttempts()),
            delay,
            spec.duration("maxRetryDelay", longest).toMillis(),
            new FailurePolicy(rules)),
        spec.number("maxFailedItems", JobSpec.UNSET),
        spec.number("tolerateFailedItems", JobSpec.UNSET),
        // activeDeadlineSeconds is the controller's: it does not run while the Job is suspended.
        JobSpec.UNSET,
        spec.bytes("maxWaitingResultBytes", JobSpec.DEFAULT_MAX_WAITING_RESULT_BYTES),
        spec.truth("speculate"));
  }

  /** A rule in the words of {@code --on-exit}. */
  static String rule(JsonNode rule) {
    return rule.path("codes").asText() + "=" + rule.path("action").asText();
  }

  /** As {@code gleaner run} writes them, so that both know each other's Jobs. */
  private static String parameters(WorkQueueSpec.Items items, WorkQueueSpec.Handler handler) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("items", items.format().name().toLowerCase(Locale.ROOT));
    if (handler.classpath() != null) {
      json.put("handler", handler.name() == null ? "" : handler.name());
    } else {
      var words = json.putArray("command");
      handler.command().forEach(words::add);
      json.put("stdin", handler.stdin());
      if (handler.stream()) {
        json.put("handler", "stream");
      }
    }
    return json.toString();
  }
}
