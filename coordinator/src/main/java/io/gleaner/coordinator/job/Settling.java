package io.gleaner.coordinator.job;

/**
 * Takes workers into the counts of the status, each of them once. When the Job fails, all count as
 * failed that have not ended, at once; when it succeeds, none of them counts.
 */
final class Settling {
  private Settling() {}

  static void settle(Round round) {
    for (ObservedWorker worker : round.workers) {
      if (!round.isSettled(worker) && isToBeSettled(round, worker)) {
        round.draft.settled.add(worker.id());
        count(round, worker);
      }
    }
    if (round.spec.isIndexed()) {
      round.draft.completedIndexes = round.succeededIndexes;
      round.draft.succeeded = round.succeededIndexes.total();
      round.draft.failedIndexes = round.failedIndexes;
    }
  }

  private static boolean isToBeSettled(Round round, ObservedWorker worker) {
    if (round.ending != null || worker.hasSucceeded()) {
      return true;
    }
    return round.hasFailed(worker) && !isAwaitingReplacement(round, worker);
  }

  private static boolean isAwaitingReplacement(Round round, ObservedWorker worker) {
    Integer index = worker.place().index();
    return index != null && worker.equals(round.awaitingReplacement.get(index));
  }

  private static void count(Round round, ObservedWorker worker) {
    if (worker.hasSucceeded()) {
      if (!round.spec.isIndexed()) {
        round.draft.succeeded++;
      }
      return;
    }
    boolean failed = round.hasFailed(worker) || (round.ending != null && round.ending.isFailure());
    if (failed && round.isOfJob(worker) && round.countsFailure(worker)) {
      round.draft.failed++;
    }
  }
}
