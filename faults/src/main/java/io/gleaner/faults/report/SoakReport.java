package io.gleaner.faults.report;

import io.gleaner.faults.check.Invariant;
import io.gleaner.faults.check.Invariants;
import io.gleaner.faults.check.Takeover;
import io.gleaner.faults.check.Violation;
import io.gleaner.faults.run.RunOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/** A soak's outcome as Markdown. */
public final class SoakReport {
  private final SoakFacts facts;
  private final List<RunOutcome> runs;
  private final List<String> lines = new ArrayList<>();

  private SoakReport(SoakFacts facts, List<RunOutcome> runs) {
    this.facts = facts;
    this.runs = runs;
  }

  /** The whole page. */
  public static String of(SoakFacts facts, List<RunOutcome> runs) {
    return new SoakReport(facts, runs).page();
  }

  private String page() {
    add("# Soak of %s", facts.date());
    add("");
    add("```sh\n%s\n```", facts.command());
    add("");
    add("%s; %s. Commit %s.", facts.machine(), String.join(", ", facts.versions()), facts.commit());
    add("");
    figures();
    faults();
    takeovers();
    violations();
    return String.join("\n", lines) + "\n";
  }

  private void figures() {
    long millis = sum(RunOutcome::millis);
    add("| | |");
    add("|---|---|");
    add("| runs | %d |", runs.size());
    add("| time in runs | %s |", minutes(millis));
    add("| load of the machine after each run: least, median, most | %s |", loads());
    add("| items | %d |", sum(RunOutcome::items));
    add("| attempts started | %d |", sum(RunOutcome::attempts));
    add("| faults injected by the harness | %d |", injectedByTheHarness());
    add("| **violations** | **%d** |", sum(run -> run.violations().size()));
    add("");
    add("Exit codes: %s.", counts(merged(RunOutcome::exits)));
    add("");
  }

  private void faults() {
    add("## Faults");
    add("");
    add("| kind | times |");
    add("|---|---:|");
    merged(RunOutcome::faults).forEach((kind, times) -> add("| %s | %d |", kind, times));
    add("");
  }

  private void takeovers() {
    add("## From the end of a worker to its item running elsewhere");
    add("");
    add(
        "In milliseconds, lease %d ms. Only where no other fault was in the way.",
        facts.leaseMillis());
    add("As long as other items are started, an item that came back waits its turn in the queue;");
    add("\"others idle\" is what was left of the time when no other was started any more.");
    add("");
    add("Both together must not be above the bound: one second where the launcher saw the end,");
    add("otherwise the lease and a heartbeat.");
    add("");
    add("| the worker was | bound | times | min | median | max | others idle: median | max |");
    add("|---|---:|---:|---:|---:|---:|---:|---:|");
    row("killed, its launcher saw it", Takeover.Way.WATCHED);
    row("killed, nobody saw it", Takeover.Way.UNWATCHED);
    row("frozen for longer than its lease", Takeover.Way.FROZEN);
    add("");
  }

  private String loads() {
    List<Double> loads = runs.stream().map(RunOutcome::load).sorted().toList();
    return loads.isEmpty()
        ? "-"
        : String.format(
            Locale.ROOT,
            "%.1f, %.1f, %.1f",
            loads.get(0),
            loads.get((loads.size() - 1) / 2),
            loads.get(loads.size() - 1));
  }

  private void row(String name, Takeover.Way way) {
    List<Takeover> found =
        runs.stream()
            .flatMap(run -> run.takeovers().stream())
            .filter(takeover -> takeover.way() == way && takeover.alone())
            .toList();
    List<Long> all = found.stream().map(Takeover::millis).sorted().toList();
    List<Long> idle = found.stream().map(Takeover::idleMillis).sorted().toList();
    if (all.isEmpty()) {
      add("| %s | %d | 0 | | | | | |", name, way.boundMillis(facts.leaseMillis()));
      return;
    }
    int last = all.size() - 1;
    add(
        "| %s | %d | %d | %d | %d | %d | %d | %d |",
        name,
        way.boundMillis(facts.leaseMillis()),
        all.size(),
        all.get(0),
        all.get(last / 2),
        all.get(last),
        idle.get(last / 2),
        idle.get(last));
  }

  private void violations() {
    add("## Invariants");
    add("");
    add("| checked after each run | violations |");
    add("|---|---:|");
    for (Invariant invariant : Invariants.all()) {
      add("| %s | %d |", invariant.name(), count(invariant.name()));
    }
    for (RunOutcome run : runs) {
      if (!run.violations().isEmpty()) {
        add("");
        add("### Run %d", run.run());
        add("");
        add("Evidence: %s", run.folder());
        add("");
        for (Violation violation : run.violations()) {
          add("- %s: %s", violation.invariant(), violation.sentence());
        }
      }
    }
  }

  private long count(String invariant) {
    return runs.stream()
        .flatMap(run -> run.violations().stream())
        .filter(violation -> violation.invariant().equals(invariant))
        .count();
  }

  private long injectedByTheHarness() {
    return merged(RunOutcome::faults).entrySet().stream()
        .filter(entry -> !entry.getKey().startsWith("handler"))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  private long sum(ToLongFunction<RunOutcome> figure) {
    return runs.stream().mapToLong(figure).sum();
  }

  private Map<String, Integer> merged(Counting counting) {
    Map<String, Integer> all = new TreeMap<>();
    runs.forEach(run -> counting.of(run).forEach((key, n) -> all.merge(key, n, Integer::sum)));
    return all;
  }

  private static String counts(Map<String, Integer> counts) {
    return String.join(
        ", ", counts.entrySet().stream().map(e -> e.getKey() + ": " + e.getValue()).toList());
  }

  private static String minutes(long millis) {
    Duration time = Duration.ofMillis(millis);
    return String.format(Locale.ROOT, "%d min %02d s", time.toMinutes(), time.toSecondsPart());
  }

  private void add(String format, Object... values) {
    lines.add(String.format(Locale.ROOT, format, values));
  }

  private interface Counting {
    Map<String, Integer> of(RunOutcome run);
  }
}
