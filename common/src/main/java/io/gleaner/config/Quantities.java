package io.gleaner.config;

import io.gleaner.failure.GleanerException;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Spans of time and numbers of bytes as people write them. */
public final class Quantities {
  private static final Pattern PART = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");
  private static final Pattern DURATION = Pattern.compile("(" + PART.pattern() + "){1,5}");
  private static final Pattern SIZE =
      Pattern.compile("(\\d{1,15})(?:b|([kmg])(?:i?b)?)?", Pattern.CASE_INSENSITIVE);

  /** Longer than anybody waits, and so short that adding it to a time cannot overflow. */
  private static final Duration LONGEST = Duration.ofDays(36_500);

  private Quantities() {}

  /**
   * A span of time: 500ms, 30s, 5m, 1h, 2d, several together as in 1h30m, or 0. The unit is
   * required, since systems disagree on what a bare number means.
   *
   * @throws GleanerException configuration, when the text is none
   */
  public static Duration duration(String text) {
    if (text.equals("0")) {
      return Duration.ZERO;
    }
    if (!DURATION.matcher(text).matches()) {
      throw GleanerException.configuration(
          "'"
              + text
              + "' is not a duration: write a number and its unit, as in 500ms, 30s, 5m, 1h or"
              + " 1h30m.");
    }
    Duration sum =
        PART.matcher(text).results().map(Quantities::part).reduce(Duration.ZERO, Duration::plus);
    if (sum.compareTo(LONGEST) > 0) {
      throw GleanerException.configuration("'" + text + "' is longer than 100 years.");
    }
    return sum;
  }

  private static Duration part(MatchResult part) {
    long number = Long.parseLong(part.group(1));
    return switch (part.group(2)) {
      case "ms" -> Duration.ofMillis(number);
      case "s" -> Duration.ofSeconds(number);
      case "m" -> Duration.ofMinutes(number);
      case "h" -> Duration.ofHours(number);
      default -> Duration.ofDays(number);
    };
  }

  /**
   * A number of bytes: 65536, 64k, 64KiB, 1MiB, 2g; k, m and g are always powers of 1024.
   *
   * @throws GleanerException configuration, when the text is none
   */
  public static long bytes(String text) {
    Matcher size = SIZE.matcher(text);
    if (!size.matches()) {
      throw GleanerException.configuration(
          "'" + text + "' is not a number of bytes: write for example 65536, 64k, 1MiB or 2g.");
    }
    String unit = size.group(2) == null ? "" : size.group(2).toLowerCase(Locale.ROOT);
    int shift =
        switch (unit) {
          case "k" -> 10;
          case "m" -> 20;
          case "g" -> 30;
          default -> 0;
        };
    long number = Long.parseLong(size.group(1));
    if (number > Long.MAX_VALUE >> shift) {
      throw GleanerException.configuration("'" + text + "' is too many bytes.");
    }
    return number << shift;
  }
}
