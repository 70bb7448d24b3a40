package io.gleaner.retry;

import java.time.Duration;

/**
 * Delays that double from {@code first} up to {@code most}, each shortened by up to a half at
 * random, so that a fleet that lost its server at one moment does not come back at one moment.
 *
 * @param first the delay after the first failure, at most
 * @param most the longest delay
 */
public record Backoff(Duration first, Duration most) {
  /**
   * The delay before the attempt that follows {@code failures} failed ones (counted from 1).
   *
   * @param chance from 0 to 1, exclusive, drawn by the caller: this function is pure
   */
  public Duration after(int failures, double chance) {
    long doubled = first.toMillis() << Math.min(Math.max(failures, 1) - 1, 30);
    long whole = Math.min(doubled, most.toMillis());
    return Duration.ofMillis(whole - (long) (chance * (whole / 2 + 1)));
  }
}
