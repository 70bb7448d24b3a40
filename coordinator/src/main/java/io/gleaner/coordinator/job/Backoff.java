package io.gleaner.coordinator.job;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
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

  /** What follows from workers that ended: only failures after the last success are left. */
  Backoff after(Collection<Instant> successes, Collection<Instant> ends) {
    if (successes.isEmpty()) {
      Backoff sum = this;
      for (Instant end : ends) {
        sum = sum.failed(end);
      }
      return sum;
    }
    Instant success = Collections.max(successes);
    return NONE.after(List.of(), ends.stream().filter(end -> end.isAfter(success)).toList());
  }

  private Backoff failed(Instant at) {
    Instant last = lastFailure == null || at.isAfter(lastFailure) ? at : lastFailure;
    return new Backoff(failures + 1, last);
  }

  /** When the next worker may be started; null if that is not held up at all. */
  @Nullable Instant over(JobSpec spec) {
    return lastFailure == null ? null : lastFailure.plus(delay(spec));
  }

  private Duration delay(JobSpec spec) {
    Duration delay = spec.firstDelay();
    for (int i = 1; i < failures && delay.compareTo(spec.longestDelay()) < 0; i++) {
      delay = delay.multipliedBy(2);
    }
    return delay.compareTo(spec.longestDelay()) > 0 ? spec.longestDelay() : delay;
  }
}
