package io.gleaner.coordinator.job;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Back-off after failed workers: 10 s, doubling to 10 min. It holds up every start, not only that
 * of the replacement, and counts from the end of the worker that failed last.
 *
 * @param failures how many workers failed since the last success, ignored ones too
 * @param lastFailure when the last of them ended; null if there is none
 */
public record Backoff(int failures, @Nullable Instant lastFailure) {
  /** Nothing has failed. */
  public static final Backoff NONE = new Backoff(0, null);

  Backoff failed(Instant at) {
    Instant last = lastFailure == null || at.isAfter(lastFailure) ? at : lastFailure;
    return new Backoff(failures + 1, last);
  }

  /** How long no worker may be started yet; zero if one may. */
  Duration remaining(JobSpec spec, Instant now) {
    if (lastFailure == null) {
      return Duration.ZERO;
    }
    Duration left = Duration.between(now, lastFailure.plus(delay(spec)));
    return left.isNegative() ? Duration.ZERO : left;
  }

  private Duration delay(JobSpec spec) {
    Duration delay = spec.firstDelay();
    for (int i = 1; i < failures && delay.compareTo(spec.longestDelay()) < 0; i++) {
      delay = delay.multipliedBy(2);
    }
    return delay.compareTo(spec.longestDelay()) > 0 ? spec.longestDelay() : delay;
  }
}
