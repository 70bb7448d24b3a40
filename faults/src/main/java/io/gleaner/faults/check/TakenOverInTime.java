package io.gleaner.faults.check;

import io.gleaner.faults.evidence.Evidence;
import java.util.List;

/**
 * An item of a dead worker runs elsewhere within a second if the launcher saw it die, and within a
 * lease and a heartbeat if nobody did or if it is frozen. Judged where other workers were idle
 * meanwhile (where not, the item waits its turn in the queue) and no other fault was in the way.
 */
final class TakenOverInTime implements Invariant {
  /** For so long another worker must have been idle: else the item only waits its turn. */
  private static final long IDLE_MILLIS = 1_000;

  @Override
  public String name() {
    return "Taken over in time";
  }

  @Override
  public List<String> violations(Evidence evidence) {
    return Takeovers.of(evidence).stream()
        .filter(Takeover::alone)
        .filter(takeover -> late(takeover, evidence.leaseMillis()))
        .map(
            takeover ->
                "item %d of a worker that was gone (%s) ran elsewhere only after %d ms"
                    .formatted(takeover.index(), takeover.way(), takeover.millis()))
        .toList();
  }

  private static boolean late(Takeover takeover, long leaseMillis) {
    long bound = takeover.way().boundMillis(leaseMillis);
    return takeover.millis() > bound && takeover.idleMillis() > IDLE_MILLIS;
  }
}
