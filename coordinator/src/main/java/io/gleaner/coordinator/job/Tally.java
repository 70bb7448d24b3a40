package io.gleaner.coordinator.job;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Adds up what has ended, with what the status has not counted yet. */
final class Tally {
  private Tally() {}

  static void take(Round round) {
    List<ObservedWorker> fresh =
        round.workers.stream().filter(w -> !round.isSettled(w) && round.isOfJob(w)).toList();
    List<ObservedWorker> succeeded = fresh.stream().filter(ObservedWorker::hasSucceeded).toList();
    List<ObservedWorker> failed = fresh.stream().filter(round::hasFailed).toList();
    StatusDraft draft = round.draft;
    round.failed = draft.failed + (int) failed.stream().filter(round::countsFailure).count();
    if (round.spec.isIndexed()) {
      Indexes.take(round, succeeded, failed);
    } else {
      round.succeeded = draft.succeeded + succeeded.size();
    }
    if (round.spec.backoffLimitPerIndex() == null) {
      // With it a failed worker is fresh until it is replaced, and each index has its own delays.
      draft.backoff =
          draft.backoff.after(
              succeeded.stream().map(ObservedWorker::end).toList(),
              failed.stream().map(ObservedWorker::end).toList());
    }
  }

  /** The indexes of workers that have one. */
  static Set<Integer> indexes(List<ObservedWorker> workers) {
    Set<Integer> indexes = new TreeSet<>();
    for (ObservedWorker worker : workers) {
      Integer index = worker.place().index();
      if (index != null) {
        indexes.add(index);
      }
    }
    return indexes;
  }
}
