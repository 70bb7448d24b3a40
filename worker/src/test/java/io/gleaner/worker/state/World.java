package io.gleaner.worker.state;

import io.gleaner.ledger.LedgerState;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.HashTreePSet;
import org.pcollections.PMap;
import org.pcollections.PSet;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/**
 * One state of the model: Redis and what of it is on disk, the broker's queue, the workers, the
 * fillers, a coordinator that retries, and the faults left.
 */
final class World {
  LedgerState ledger = LedgerState.NOTHING;
  LedgerState durable = LedgerState.NOTHING;

  /** What was on disk before the last sync; only kept where it can come back. */
  LedgerState older = LedgerState.NOTHING;

  int run = 1;
  long now;

  /** Requests since time last passed: Redis' clock in microseconds never stands still. */
  int asked;

  PVector<Long> ready = TreePVector.empty();
  ModelWorker[] workers;
  ModelFiller[] fillers;
  ModelRetrier retrier = ModelRetrier.IDLE;
  int[] faults;

  /** How many processes were started in place of others. */
  int started;

  long published;

  /** The newest token that each item's lease had; a backup's counts once it is the item's lease. */
  PMap<Long, Long> newestToken = HashTreePMap.empty();

  /**
   * The token under which each item's handler was started last. It is not in a state's fingerprint,
   * for it would tell states apart that go on alike; so a second start may be missed there, but is
   * never made up.
   */
  PMap<Long, Long> startedToken = HashTreePMap.empty();

  /** Items for which a backup attempt was sought: they may have two at once. */
  PSet<Long> sought = HashTreePSet.empty();

  /** Items that were dead letters and were put back. */
  PSet<Long> retried = HashTreePSet.empty();

  /** The token under which an item was granted in a batch and not given back. */
  PMap<Long, Long> batched = HashTreePMap.empty();

  /** How often an item was granted to be started at once, or had an outcome. */
  PMap<Long, Long> counted = HashTreePMap.empty();

  /** The latest generation in which a worker exited 0; 0 for none. */
  long exitedZero;

  /** How the Job had ended when it was deleted. */
  ModelWorker.Verdict deleted = ModelWorker.Verdict.NONE;

  /** A lease ended before its time. */
  boolean expiredEarly;

  /** Redis came back with an old copy. */
  boolean oldCopy;

  @Nullable String violation;

  World(ModelWorker[] workers, ModelFiller[] fillers, int[] faults) {
    this.workers = workers;
    this.fillers = fillers;
    this.faults = faults;
  }

  World copy() {
    World copy =
        new World(
            Arrays.copyOf(workers, workers.length),
            Arrays.copyOf(fillers, fillers.length),
            Arrays.copyOf(faults, faults.length));
    copy.ledger = ledger;
    copy.durable = durable;
    copy.older = older;
    copy.run = run;
    copy.now = now;
    copy.asked = asked;
    copy.ready = ready;
    copy.retrier = retrier;
    copy.started = started;
    copy.published = published;
    copy.newestToken = newestToken;
    copy.startedToken = startedToken;
    copy.sought = sought;
    copy.retried = retried;
    copy.batched = batched;
    copy.counted = counted;
    copy.exitedZero = exitedZero;
    copy.deleted = deleted;
    copy.expiredEarly = expiredEarly;
    copy.oldCopy = oldCopy;
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
