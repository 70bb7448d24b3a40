package io.gleaner.faults.evidence;

import java.util.List;
import java.util.Optional;

/**
 * All that was recorded of one run.
 *
 * @param items how many items the Job was given
 * @param leaseMillis the Job's lease
 * @param concurrency how many items a worker runs at once
 * @param boundMillis how long the Job may take to end once the last fault is over
 * @param events the journal
 * @param results the lines of the results, of all coordinators
 * @param ledger what the ledger says at the end
 * @param left processes of handlers that live although every worker has ended
 */
public record Evidence(
    int items,
    long leaseMillis,
    int concurrency,
    long boundMillis,
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

  /** The first end with exit code 0, if any. */
  public Optional<Event> firstSuccess() {
    return ends().stream().filter(event -> event.detail().equals("0")).findFirst();
  }
}
