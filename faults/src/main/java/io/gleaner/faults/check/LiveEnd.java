package io.gleaner.faults.check;

import io.gleaner.faults.evidence.Event;
import io.gleaner.faults.evidence.EventKind;
import io.gleaner.faults.evidence.Evidence;
import java.util.List;

/**
 * The Job comes to its right verdict, and all its workers end with it, within a bound after the
 * last fault is over.
 */
final class LiveEnd implements Invariant {
  /** What the harness writes when it did not have to give up. */
  static final String IN_TIME = "ended";

  @Override
  public String name() {
    return "5 Live end";
  }

  @Override
  public List<String> violations(Evidence evidence) {
    List<Event> over = evidence.of(EventKind.OVER);
    if (over.isEmpty() || !over.get(0).detail().equals(IN_TIME)) {
      return List.of(
          "the Job or one of its processes had not ended after the last fault was over,"
              + " and no result had come for %d s".formatted(evidence.boundMillis() / 1000));
    }
    return evidence.decided()
        ? List.of()
        : List.of(
            "all ended, but the ledger's phase is '%s', not %s"
                .formatted(evidence.ledger().phase(), evidence.fates().phase()));
  }
}
