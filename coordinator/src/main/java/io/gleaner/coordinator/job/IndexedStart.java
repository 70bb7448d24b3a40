package io.gleaner.coordinator.job;

import io.gleaner.coordinator.job.spec.IndexRanges;
import java.util.List;

/**
 * Which indexes of an Indexed Job are started: the lowest that nobody works on. An index that waits
 * for its delay keeps the ones above it waiting too, if parallelism has no room for both.
 */
final class IndexedStart {
  private IndexedStart() {}

  static void start(Round round, int missing) {
    boolean perIndex = round.spec.backoffLimitPerIndex() != null;
    if (!perIndex && Scaling.isHeldUp(round, round.draft.backoff)) {
      return;
    }
    for (int index : taken(round).missing(missing, round.spec.indexes())) {
      ObservedWorker before = round.awaitingReplacement.get(index);
      if (before == null) {
        round.start(Place.of(index));
      } else if (!Scaling.isHeldUp(round, Indexes.backoff(before))) {
        round.start(Indexes.after(round, before));
      }
    }
  }

  private static IndexRanges taken(Round round) {
    IndexRanges taken = round.succeededIndexes.with(IndexRanges.of(Tally.indexes(round.active)));
    if (round.spec.replacesOnlyEnded()) {
      List<ObservedWorker> stopping =
          round.workers.stream().filter(ObservedWorker::isTerminating).toList();
      taken = taken.with(IndexRanges.of(Tally.indexes(stopping)));
    }
    return round.failedIndexes == null ? taken : taken.with(round.failedIndexes);
  }
}
