package io.gleaner.coordinator.job;

import io.gleaner.coordinator.job.ObservedWorker.Ended;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Takes workers that have ended into the counts of a status, each of them once. */
final class Counting {
  private Counting() {}

  /** Counts those that are not counted yet, in the order of their ends. */
  static void count(StatusDraft draft, List<ObservedWorker> observed) {
    Set<String> seen = observed.stream().map(ObservedWorker::id).collect(Collectors.toSet());
    // Whoever is not shown any more cannot be counted again: its id is never given a second time.
    draft.counted.retainAll(seen);
    draft.dismissed.retainAll(seen);
    Set<String> already = new HashSet<>(draft.counted);
    observed.stream()
        .filter(Ended.class::isInstance)
        .map(Ended.class::cast)
        .filter(worker -> !already.contains(worker.id()))
        .sorted(Comparator.comparing(Ended::at).thenComparing(Counting::successLast))
        .forEach(worker -> count(draft, worker));
  }

  /** Of two that ended at the same time, the success is the later one: it ends the back-off. */
  private static boolean successLast(Ended worker) {
    return ExitCodePolicy.of(worker.exitCode()) == ExitCodePolicy.SUCCESS;
  }

  private static void count(StatusDraft draft, Ended worker) {
    draft.counted.add(worker.id());
    if (draft.dismissed.remove(worker.id())) {
      return;
    }
    switch (ExitCodePolicy.of(worker.exitCode())) {
      case SUCCESS -> {
        draft.succeeded++;
        draft.backoff = Backoff.NONE;
      }
      case IGNORE -> draft.backoff = draft.backoff.failed(worker.at());
      case COUNT -> {
        draft.failed++;
        draft.backoff = draft.backoff.failed(worker.at());
      }
      case FAIL_JOB -> {
        draft.failed++;
        draft.backoff = draft.backoff.failed(worker.at());
        if (draft.verdict == null) {
          draft.verdict = worker;
        }
      }
    }
  }
}
