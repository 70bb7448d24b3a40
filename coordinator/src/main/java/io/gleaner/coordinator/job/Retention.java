package io.gleaner.coordinator.job;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How long a Job is kept after its end. Kubernetes: {@code ttlSecondsAfterFinished}, counted from
 * when the end was written.
 */
final class Retention {
  private Retention() {}

  static JobDecision decide(JobSpec spec, JobStatus status, Instant now) {
    Integer seconds = spec.ttlSecondsAfterFinished();
    Optional<JobCondition> end =
        status.condition(ConditionType.COMPLETE).or(() -> status.condition(ConditionType.FAILED));
    if (seconds == null || end.isEmpty()) {
      return new JobDecision(status, List.of(), Optional.empty());
    }
    Duration left = Duration.between(now, end.get().since().plusSeconds(seconds));
    return left.isNegative() || left.isZero()
        ? new JobDecision(status, List.of(new JobAction.Delete()), Optional.empty())
        : new JobDecision(status, List.of(), Optional.of(left));
  }
}
