package io.gleaner.retry;

/**
 * Attempts and delays of an item. The delay doubles with every failed attempt, up to a cap, with
 * equal jitter: half of it is fixed, half random.
 *
 * @param maxAttempts how often an item's handler is started at most, at least 1
 * @param initialDelayMillis the delay before the second attempt, in milliseconds; 0 is none
 * @param maxDelayMillis the longest delay, in milliseconds
 * @param failures what an attempt's exit code means
 */
public record RetryPolicy(
    int maxAttempts, long initialDelayMillis, long maxDelayMillis, FailurePolicy failures) {
  /** Three attempts, one second doubling up to a minute. */
  public static final RetryPolicy DEFAULT = new RetryPolicy(3, 1_000, 60_000);

  /** The largest jitter, exclusive: jitter is given in thousandths. */
  public static final int JITTER_SCALE = 1_000;

  /** Refuses what can mean nothing. */
  public RetryPolicy {
    if (maxAttempts < 1 || initialDelayMillis < 0 || maxDelayMillis < initialDelayMillis) {
      throw new IllegalArgumentException(
          "a retry policy needs at least 1 attempt and 0 <= initial delay <= longest delay");
    }
  }

  /** A policy by which every failure counts. */
  public RetryPolicy(int maxAttempts, long initialDelayMillis, long maxDelayMillis) {
    this(maxAttempts, initialDelayMillis, maxDelayMillis, FailurePolicy.NONE);
  }

  /**
   * The delay after an attempt that failed.
   *
   * @param failures how many attempts count as failed by now; 0 gives no delay
   * @param jitter from 0 to {@link #JITTER_SCALE}, drawn by the caller: this function is pure
   * @return milliseconds
   */
  public long delayMillis(int failures, int jitter) {
    if (failures <= 0 || initialDelayMillis == 0) {
      return 0;
    }
    long full = initialDelayMillis;
    for (int i = 1; i < failures && full < maxDelayMillis; i++) {
      full *= 2;
    }
    long capped = Math.min(full, maxDelayMillis);
    return capped / 2 + capped / 2 * jitter / JITTER_SCALE;
  }
}
