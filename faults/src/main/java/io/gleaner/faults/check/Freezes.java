package io.gleaner.faults.check;

import io.gleaner.faults.evidence.Event;
import io.gleaner.faults.evidence.EventKind;
import io.gleaner.faults.evidence.Evidence;

/** When workers were frozen, or had just been thawed: nobody can reach them then. */
final class Freezes {
  /** What a thawed worker has to stop its handlers. */
  static final long AFTER_THE_THAW_MILLIS = 1_000;

  private final Evidence evidence;

  Freezes(Evidence evidence) {
    this.evidence = evidence;
  }

  /** Whether a worker could not be reached at this event. */
  boolean excuse(String worker, Event event) {
    boolean excused = false;
    for (Event other : evidence.events()) {
      if (other.line() > event.line() || !other.worker().equals(worker)) {
        continue;
      }
      if (other.kind() == EventKind.FROZEN) {
        excused = true;
      } else if (other.kind() == EventKind.THAWED) {
        excused = event.millis() <= other.millis() + AFTER_THE_THAW_MILLIS;
      }
    }
    return excused;
  }
}
