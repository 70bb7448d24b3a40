package io.gleaner.coordinator.job;

import io.gleaner.coordinator.job.WorkerPhase.Running;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which workers are stopped first: those of indexes that are gone or taken twice, then pending ones
 * before running ones, those that were ready latest, restarted most, are newest, have the highest
 * index. Kubernetes: {@code activePodsForRemoval}.
 */
final class Removal {
  private static final Comparator<ObservedWorker> FIRST_TO_GO =
      Comparator.comparing((ObservedWorker worker) -> !worker.isPending())
          .thenComparing(ObservedWorker::isReady)
          .thenComparing(Removal::readySince, Comparator.reverseOrder())
          .thenComparing(ObservedWorker::restarts, Comparator.reverseOrder())
          .thenComparing(ObservedWorker::createdAt, Comparator.reverseOrder())
          .thenComparing(Removal::index, Comparator.reverseOrder());

  private Removal() {}

  /** At least so many active workers, in the order in which they are stopped. */
  static List<ObservedWorker> order(Round round, int atLeast) {
    List<ObservedWorker> candidates = new ArrayList<>(round.active);
    // Of two that are alike in everything, the one that was observed later goes first.
    Collections.reverse(candidates);
    candidates.sort(FIRST_TO_GO);
    List<ObservedWorker> going = new ArrayList<>();
    if (round.spec.isIndexed()) {
      going.addAll(misplaced(round, candidates));
      candidates.removeAll(going);
    }
    int more = Math.max(0, Math.min(candidates.size(), atLeast - going.size()));
    going.addAll(candidates.subList(0, more));
    return going;
  }

  private static List<ObservedWorker> misplaced(Round round, List<ObservedWorker> candidates) {
    Set<Integer> taken = new HashSet<>();
    List<ObservedWorker> misplaced = new ArrayList<>();
    // From the end: of several with one index the last to go stays.
    for (int i = candidates.size() - 1; i >= 0; i--) {
      ObservedWorker worker = candidates.get(i);
      if (!round.isOfJob(worker) || !taken.add(index(worker))) {
        misplaced.add(worker);
      }
    }
    Collections.reverse(misplaced);
    return misplaced;
  }

  private static int index(ObservedWorker worker) {
    Integer index = worker.place().index();
    return index == null ? -1 : index;
  }

  private static Instant readySince(ObservedWorker worker) {
    return worker.phase() instanceof Running running && running.readySince() != null
        ? running.readySince()
        : Instant.MIN;
  }
}
