package io.gleaner.coordinator.job;

import java.time.Instant;
import java.util.List;

/** How many workers run: which are stopped, how many are started, and when. */
final class Scaling {
  private Scaling() {}

  /** Starts or stops what is missing or too many; never both at once. */
  static void scale(Round round) {
    if (round.spec.suspend()) {
      Removal.order(round, round.active.size()).forEach(round::dismiss);
      return;
    }
    int active = round.active.size();
    int wanted = wanted(round, active);
    List<ObservedWorker> surplus = Removal.order(round, Math.max(0, active - wanted));
    if (!surplus.isEmpty()) {
      surplus.forEach(round::dismiss);
      return;
    }
    int held = round.spec.replacesOnlyEnded() ? round.draft.terminating : 0;
    int missing = wanted - active - held;
    if (missing <= 0) {
      return;
    }
    if (round.spec.isIndexed()) {
      IndexedStart.start(round, missing);
    } else if (!isHeldUp(round, round.draft.backoff)) {
      for (int i = 0; i < missing; i++) {
        round.start(Place.ANY);
      }
    }
  }

  /** Whether a delay is not over yet; if so, the round is called again when it is. */
  static boolean isHeldUp(Round round, Backoff backoff) {
    Instant over = backoff.over(round.spec);
    if (over == null || !round.now.isBefore(over)) {
      return false;
    }
    round.wakeAt(over);
    return true;
  }

  private static int wanted(Round round, int active) {
    Integer completions = round.spec.completions();
    if (completions != null) {
      int left = Math.max(0, completions - round.succeeded);
      return Math.min(left, round.spec.parallelism());
    }
    // After the first success the others find out by themselves that all is done: whoever runs may
    // run on, whatever parallelism says, and nobody is started.
    return round.succeeded > 0 ? active : round.spec.parallelism();
  }
}
