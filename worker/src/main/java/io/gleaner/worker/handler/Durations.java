package io.gleaner.worker.handler;

import java.math.BigDecimal;
import java.time.Duration;

/** Durations as people write them. */
public final class Durations {
  private static final int MILLI_DIGITS = 3;

  private Durations() {}

  /** In seconds, to the millisecond: {@code 30s}, {@code 0.5s}. */
  public static String text(Duration duration) {
    BigDecimal seconds = BigDecimal.valueOf(duration.toMillis(), MILLI_DIGITS);
    return seconds.stripTrailingZeros().toPlainString() + "s";
  }
}
