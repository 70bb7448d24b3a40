package io.gleaner.config;

import io.gleaner.failure.GleanerException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Spans of time and sizes as people write them: {@code 500ms}, {@code 30s}, {@code 5m}, {@code
 * 64k}, {@code 1MiB}.
 */
public final class Quantities {
  private static final Pattern NUMBER_AND_UNIT =
      Pattern.compile("(\\d{1,15}(?:\\.\\d{1,9})?)\\s*([a-zA-Z]*)");
  private static final Map<String, Double> SECONDS =
      Map.of("ms", 0.001, "s", 1.0, "", 1.0, "m", 60.0, "min", 60.0, "h", 3_600.0, "d", 86_400.0);
  private static final Map<String, Long> BYTES =
      Map.ofEntries(
          Map.entry("", 1L),
          Map.entry("b", 1L),
          Map.entry("k", 1L << 10),
          Map.entry("kib", 1L << 10),
          Map.entry("kb", 1_000L),
          Map.entry("m", 1L << 20),
          Map.entry("mib", 1L << 20),
          Map.entry("mb", 1_000_000L),
          Map.entry("g", 1L << 30),
          Map.entry("gib", 1L << 30),
          Map.entry("gb", 1_000_000_000L));

  private Quantities() {}

  /**
   * A span of time; a number without a unit is seconds.
   *
   * @throws GleanerException configuration, when the text is none
   */
  public static Duration duration(String text) {
    Matcher matcher = NUMBER_AND_UNIT.matcher(text.strip());
    Double unit = matcher.matches() ? SECONDS.get(matcher.group(2).toLowerCase(Locale.ROOT)) : null;
    if (unit == null) {
      throw GleanerException.configuration(
          "'" + text + "' is no span of time. Write a number and ms, s, m, h or d, such as 30s.");
    }
    return Duration.ofMillis(Math.round(Double.parseDouble(matcher.group(1)) * unit * 1_000));
  }

  /**
   * A number of bytes; k, m and g are powers of 1024, as are KiB, MiB and GiB.
   *
   * @throws GleanerException configuration, when the text is none
   */
  public static long bytes(String text) {
    Matcher matcher = NUMBER_AND_UNIT.matcher(text.strip());
    Long unit = matcher.matches() ? BYTES.get(matcher.group(2).toLowerCase(Locale.ROOT)) : null;
    if (unit == null) {
      throw GleanerException.configuration(
          "'"
              + text
              + "' is no size. Write a number of bytes, or one with k, m or g, such as 64k.");
    }
    return Math.round(Double.parseDouble(matcher.group(1)) * unit);
  }
}
