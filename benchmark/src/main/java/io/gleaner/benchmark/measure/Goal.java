package io.gleaner.benchmark.measure;

import java.util.Locale;

/**
 * What a figure is to be.
 *
 * @param column which figure
 * @param kind how it is compared
 * @param limit with what
 */
public record Goal(Column column, Kind kind, double limit) {
  /** How a figure is compared. A ratio is Gleaner's figure by the peer's. */
  public enum Kind {
    /** Gleaner has at least so much of the peer's. */
    RATIO_AT_LEAST(true),
    /** Gleaner has at most so much of the peer's. */
    RATIO_AT_MOST(true),
    /** The two differ by no more than this part. */
    RATIO_WITHIN(true),
    /** The figure itself is at least this. */
    AT_LEAST(false),
    /** The figure itself is at most this. */
    AT_MOST(false);

    private final boolean ratio;

    Kind(boolean ratio) {
      this.ratio = ratio;
    }

    /** Whether two contenders are compared. */
    public boolean ratio() {
      return ratio;
    }
  }

  /** Whether a figure, or a ratio, is as it should be. */
  public boolean reached(double figure) {
    return switch (kind) {
      case RATIO_AT_LEAST, AT_LEAST -> figure >= limit;
      case RATIO_AT_MOST, AT_MOST -> figure <= limit;
      case RATIO_WITHIN -> figure <= 1 + limit && figure >= 1 / (1 + limit);
    };
  }

  /** The goal as it is written. */
  public String text() {
    String number =
        limit == Math.rint(limit)
            ? String.format(Locale.ROOT, "%.0f", limit)
            : Double.toString(limit);
    return switch (kind) {
      case RATIO_AT_LEAST, AT_LEAST -> "≥ " + number;
      case RATIO_AT_MOST, AT_MOST -> "≤ " + number;
      case RATIO_WITHIN -> String.format(Locale.ROOT, "within %.0f %%", limit * 100);
    };
  }
}
