package io.gleaner.coordinator.job;

import io.gleaner.coordinator.job.WorkerPhase.Pending;
import io.gleaner.coordinator.job.WorkerPhase.Running;
import io.gleaner.coordinator.job.spec.PodFailurePolicy.Action;
import io.gleaner.coordinator.job.spec.RestartPolicy;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** When a Job fails because of its workers. It does so even after a worker has succeeded. */
final class Failing {
  private Failing() {}

  /** A worker whose end, by the podFailurePolicy, fails the Job. */
  static @Nullable Ending byPolicy(Round round) {
    return round.workers.stream()
        .filter(worker -> !round.isSettled(worker) && round.hasFailed(worker))
        .map(worker -> FailureMatch.of(round.spec.podFailurePolicy(), worker))
        .flatMap(Optional::stream)
        .filter(match -> match.action() == Action.FAIL_JOB)
        .map(match -> Ending.failure(JobCondition.POD_FAILURE_POLICY, match.message()))
        .findFirst()
        .orElse(null);
  }

  /** More failures, or restarts in place, than backoffLimit bears. */
  static @Nullable Ending byBackoffLimit(Round round) {
    if (round.failed > round.spec.backoffLimit() || tooManyRestarts(round)) {
      return Ending.failure(
          JobCondition.BACKOFF_LIMIT_EXCEEDED, "Job has reached the specified backoff limit");
    }
    return null;
  }

  /** Restarts are summed over the workers that are there: the limit itself is one too many. */
  private static boolean tooManyRestarts(Round round) {
    if (round.spec.restartPolicy() != RestartPolicy.ON_FAILURE) {
      return false;
    }
    int restarts =
        round.workers.stream()
            .filter(w -> w.phase() instanceof Running || w.phase() instanceof Pending)
            .mapToInt(ObservedWorker::restarts)
            .sum();
    return restarts > 0 && restarts >= round.spec.backoffLimit();
  }
}
