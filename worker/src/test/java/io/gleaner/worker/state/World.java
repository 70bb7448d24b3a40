package io.gleaner.worker.state;

import io.gleaner.ledger.LedgerState;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/**
 * One state of the model: Redis and what of it is on disk, the broker's queue, the workers, the
 * filler, and the faults left.
 */
final class World {
  LedgerState ledger = LedgerState.NOTHING;
  LedgerState durable = LedgerState.NOTHING;
  int run = 1;
  long now;
  PVector<Long> ready = TreePVector.empty();
  ModelWorker[] workers;
  ModelFiller filler = ModelFiller.START;
  int[] faults;
  long published;
  PMap<Long, Long> newestToken = HashTreePMap.empty();
  boolean exitedZero;

  /** A lease ended before its time. */
  boolean expiredEarly;

  @Nullable String violation;

  World(ModelWorker[] workers, int[] faults) {
    this.workers = workers;
    this.faults = faults;
  }

  World copy() {
    World copy =
        new World(Arrays.copyOf(workers, workers.length), Arrays.copyOf(faults, faults.length));
    copy.ledger = ledger;
    copy.durable = durable;
    copy.run = run;
    copy.now = now;
    copy.ready = ready;
    copy.filler = filler;
    copy.published = published;
    copy.newestToken = newestToken;
    copy.exitedZero = exitedZero;
    copy.expiredEarly = expiredEarly;
    copy.violation = violation;
    return copy;
  }

  String runId() {
    return "run" + run;
  }

  void violated(String invariant) {
    if (violation == null) {
      violation = invariant;
    }
  }
}
