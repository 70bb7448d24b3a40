package io.gleaner.faults.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All that was recorded of one run.
 *
 * @param items how many items the Job was given
 * @param leaseMillis the Job's lease
 * @param concurrency how many items a worker runs at once
 * @param speculates whether an item that runs may be started once more elsewhere
 * @param boundMillis how long the Job may take to end once the last fault is over
 * @param fates what is to become of items that never succeed
 * @param events the journal
 * @param results the lines of the results, of all coordinators
 * @param ledger what the ledger says at the end
 * @param left processes of handlers that live although every worker has ended
 */
public record Evidence(
    int items,
    long leaseMillis,
    int concurrency,
    boolean speculates,
    long boundMillis,
    Fates fates,
    List<Event> events,
    List<Result> results,
    LedgerEnd ledger,
    List<String> left) {
  /** Keeps the lists from being changed. */
  public Evidence {
    events = List.copyOf(events);
    results = List.copyOf(results);
    left = List.copyOf(left);
  }

  /** The events of a kind, in order. */
  public List<Event> of(EventKind kind) {
    return events.stream().filter(event -> event.kind() == kind).toList();
  }

  /** The ends of all processes, with the exit codes that are known. */
  public List<Event> ends() {
    return events.stream()
        .filter(event -> event.kind() == EventKind.EXIT || event.kind() == EventKind.GONE)
        .filter(event -> event.detail().matches("\\d+"))
        .toList();
  }

  /** Whether the ledger has the verdict that the Job must come to. */
  public boolean decided() {
    return ledger.phase().equals(fates.phase());
  }

  /** The first end with exit code 0 of a process that speaks of the Job's end, if any. */
  public Optional<Event> firstSuccess() {
    return verdicts().filter(event -> event.detail().equals("0")).findFirst();
  }

  /**
   * The first end with a verdict in each generation of the Job. While a retry is asked for, the Job
   * may be open again at any moment: of that time nothing is known.
   */
  public List<Verdict> firstVerdicts() {
    List<Verdict> first = new ArrayList<>();
    int from = 0;
    for (Span retrying : retrySpans()) {
      between(from, retrying.from()).ifPresent(first::add);
      from = retrying.until();
    }
    between(from, Integer.MAX_VALUE).ifPresent(first::add);
    return first;
  }

  /** How many retries of dead letters succeeded. */
  public int retries() {
    return (int) retrySpans().stream().filter(span -> span.until() < Integer.MAX_VALUE).count();
  }

  private Optional<Verdict> between(int from, int until) {
    return verdicts()
        .filter(exit -> exit.line() >= from && exit.line() < until)
        .findFirst()
        .map(exit -> new Verdict(exit, until));
  }

  /** From the first call of each retry to the one that succeeded. */
  private List<Span> retrySpans() {
    List<Span> spans = new ArrayList<>();
    int from = -1;
    for (Event event : events) {
      if (!event.worker().startsWith(Event.RETRY)) {
        continue;
      }
      if (event.kind() == EventKind.BEGAN && from < 0) {
        from = event.line();
      } else if (event.kind() == EventKind.EXIT && event.detail().equals("0")) {
        spans.add(new Span(from, event.line()));
        from = -1;
      }
    }
    if (from >= 0) {
      spans.add(new Span(from, Integer.MAX_VALUE));
    }
    return spans;
  }

  private Stream<Event> verdicts() {
    return ends().stream()
        .filter(event -> event.detail().equals("0") || event.detail().equals("3"))
        .filter(event -> !event.worker().startsWith(Event.RETRY));
  }

  /**
   * An end with a verdict.
   *
   * @param exit the process' end
   * @param until the line from which on the Job may be open again
   */
  public record Verdict(Event exit, int until) {}

  private record Span(int from, int until) {}
}
