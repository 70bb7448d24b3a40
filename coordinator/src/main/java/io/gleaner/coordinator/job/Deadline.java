package io.gleaner.coordinator.job;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How long a Job may be active, counted from its start or its last resumption. Kubernetes: {@code
 * activeDeadlineSeconds}.
 */
final class Deadline {
  private Deadline() {}

  static @Nullable Ending decide(Round round) {
    Long seconds = round.spec.activeDeadlineSeconds();
    Instant start = round.draft.startTime;
    if (seconds == null || start == null || round.spec.suspend()) {
      return null;
    }
    Instant deadline = start.plusSeconds(seconds);
    if (round.now.isBefore(deadline)) {
      round.wakeAt(deadline);
      return null;
    }
    return Ending.failure(
        JobCondition.DEADLINE_EXCEEDED, "Job was active longer than specified deadline");
  }
}
