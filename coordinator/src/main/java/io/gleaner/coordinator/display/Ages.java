package io.gleaner.coordinator.display;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Spans of time as kubectl writes them: {@code k8s.io/apimachinery/pkg/util/duration}. */
public final class Ages {
  private static final long MINUTE = 60;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;
  private static final long YEAR = 365 * DAY;

  private Ages() {}

  /** How long ago something was; {@code <unknown>} if it never was. */
  static String since(@Nullable Instant then, Instant now) {
    return then == null ? "<unknown>" : human(Duration.between(then, now));
  }

  /** HumanDuration: two units where the first alone would say too little, {@code 5m30s}. */
  public static String human(Duration span) {
    long seconds = seconds(span);
    if (seconds < -1) {
      return "<invalid>";
    } else if (seconds < 0) {
      return "0s";
    } else if (seconds < 2 * MINUTE) {
      return seconds + "s";
    } else if (seconds < 10 * MINUTE) {
      return both(seconds, MINUTE, "m", 1, "s", 60);
    } else if (seconds < 3 * HOUR) {
      return seconds / MINUTE + "m";
    } else if (seconds < 8 * HOUR) {
      return both(seconds, HOUR, "h", MINUTE, "m", 60);
    } else if (seconds < 2 * DAY) {
      return seconds / HOUR + "h";
    } else if (seconds < 8 * DAY) {
      return both(seconds, DAY, "d", HOUR, "h", 24);
    } else if (seconds < 2 * YEAR) {
      return seconds / DAY + "d";
    }
    return seconds < 8 * YEAR ? both(seconds, YEAR, "y", DAY, "d", 365) : seconds / YEAR + "y";
  }

  /** ShortHumanDuration: one unit. */
  public static String shortHuman(Duration span) {
    long seconds = seconds(span);
    if (seconds < -1) {
      return "<invalid>";
    } else if (seconds < 0) {
      return "0s";
    } else if (seconds < MINUTE) {
      return seconds + "s";
    } else if (seconds < HOUR) {
      return seconds / MINUTE + "m";
    } else if (seconds < DAY) {
      return seconds / HOUR + "h";
    }
    return seconds < YEAR ? seconds / DAY + "d" : seconds / YEAR + "y";
  }

  /** As Go cuts a span to whole seconds: towards zero. */
  private static long seconds(Duration span) {
    return span.isNegative() && span.getNano() > 0 ? span.getSeconds() + 1 : span.getSeconds();
  }

  private static String both(
      long seconds, long large, String name, long small, String other, int base) {
    long rest = seconds / small % base;
    return seconds / large + name + (rest == 0 ? "" : rest + other);
  }
}
