package io.gleaner.coordinator.cron;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * {@code @every}: due so long after the last time, whatever the wall clock says.
 *
 * @param delay in whole seconds, at least one
 */
record FixedDelay(Duration delay) implements Schedule {
  private static final Duration SHORTEST = Duration.ofSeconds(1);

  /** Cuts the delay to whole seconds, and takes a second for less. */
  FixedDelay {
    delay = delay.compareTo(SHORTEST) < 0 ? SHORTEST : delay.truncatedTo(ChronoUnit.SECONDS);
  }

  @Override
  public Optional<Instant> next(Instant after) {
    return Optional.of(after.truncatedTo(ChronoUnit.SECONDS).plus(delay));
  }
}
