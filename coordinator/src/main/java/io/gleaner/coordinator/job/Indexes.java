package io.gleaner.coordinator.job;

import io.gleaner.coordinator.job.spec.IndexRanges;
import io.gleaner.coordinator.job.spec.PodFailurePolicy.Action;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which indexes of an Indexed Job have succeeded and which have failed for good. Those that a
 * smaller number of completions has cut off are forgotten.
 */
final class Indexes {
  private Indexes() {}

  static void take(Round round, List<ObservedWorker> succeeded, List<ObservedWorker> failed) {
    StatusDraft draft = round.draft;
    int bound = round.spec.indexes();
    round.succeededIndexes =
        draft.completedIndexes.below(bound).with(IndexRanges.of(Tally.indexes(succeeded)));
    round.succeeded = round.succeededIndexes.total();
    Integer limit = round.spec.backoffLimitPerIndex();
    if (limit == null) {
      return;
    }
    IndexRanges before =
        draft.failedIndexes == null ? IndexRanges.NONE : draft.failedIndexes.below(bound);
    List<ObservedWorker> last = failed.stream().filter(w -> failsIndex(round, w, limit)).toList();
    IndexRanges now = before.with(IndexRanges.of(Tally.indexes(last)));
    round.failedIndexes = now;
    round.awaitingReplacement = awaitingReplacement(round, failed, now);
  }

  /** Whether this failure of an index is its last: the policy says so, or it is out of retries. */
  private static boolean failsIndex(Round round, ObservedWorker worker, int limit) {
    return FailureMatch.of(round.spec.podFailurePolicy(), worker)
            .filter(match -> match.action() == Action.FAIL_INDEX)
            .isPresent()
        || (round.countsFailure(worker) && worker.place().failures() >= limit);
  }

  /**
   * The last failed worker of each index that is to be tried again: its replacement takes over how
   * often the index has failed, so it must be known until then.
   */
  private static Map<Integer, ObservedWorker> awaitingReplacement(
      Round round, List<ObservedWorker> failed, IndexRanges failedIndexes) {
    Set<Integer> active = Tally.indexes(round.active);
    Map<Integer, ObservedWorker> waiting = new HashMap<>();
    for (ObservedWorker worker : failed) {
      Integer index = worker.place().index();
      if (index != null
          && !round.succeededIndexes.has(index)
          && !failedIndexes.has(index)
          && !active.contains(index)) {
        waiting.merge(index, worker, Indexes::later);
      }
    }
    return waiting;
  }

  private static ObservedWorker later(ObservedWorker one, ObservedWorker other) {
    return attempts(one) <= attempts(other) && !other.end().isBefore(one.end()) ? other : one;
  }

  private static int attempts(ObservedWorker worker) {
    return worker.place().failures() + worker.place().ignoredFailures();
  }

  /** The place of a worker that follows a failed one. */
  static Place after(Round round, ObservedWorker failed) {
    Place place = failed.place();
    return round.countsFailure(failed)
        ? new Place(place.index(), place.failures() + 1, place.ignoredFailures())
        : new Place(place.index(), place.failures(), place.ignoredFailures() + 1);
  }

  /** The delays of one index, which count ignored failures too. */
  static Backoff backoff(ObservedWorker failed) {
    return new Backoff(attempts(failed) + 1, failed.end());
  }
}
