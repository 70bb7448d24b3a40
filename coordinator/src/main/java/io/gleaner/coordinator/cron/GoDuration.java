package io.gleaner.coordinator.cron;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A duration as Go's time.ParseDuration reads it: {@code 1h30m}, {@code 1.5h}, {@code -2s}.
 *
 * @param value zero if it is wrong
 * @param wrong what is wrong with it, in Go's words; null if nothing is
 */
record GoDuration(Duration value, @Nullable String wrong) {
  private static final Map<String, Long> NANOSECONDS =
      Map.of(
          "ns", 1L,
          "us", 1_000L,
          "\u00b5s", 1_000L,
          "\u03bcs", 1_000L,
          "ms", 1_000_000L,
          "s", 1_000_000_000L,
          "m", 60_000_000_000L,
          "h", 3_600_000_000_000L);
  private static final BigInteger LONGEST = BigInteger.valueOf(Long.MAX_VALUE);

  static GoDuration parse(String text) {
    boolean negative = text.startsWith("-");
    String rest = negative || text.startsWith("+") ? text.substring(1) : text;
    if (rest.equals("0")) {
      return new GoDuration(Duration.ZERO, null);
    }
    if (rest.isEmpty()) {
      return wrong("invalid duration", text);
    }
    BigInteger sum = BigInteger.ZERO;
    while (!rest.isEmpty()) {
      int numberEnd = end(rest, 0, true);
      String number = rest.substring(0, numberEnd);
      if (!isNumber(number)) {
        return wrong("invalid duration", text);
      }
      int unitEnd = end(rest, numberEnd, false);
      String unit = rest.substring(numberEnd, unitEnd);
      if (unit.isEmpty()) {
        return wrong("missing unit in duration", text);
      }
      Long nanoseconds = NANOSECONDS.get(unit);
      if (nanoseconds == null) {
        return wrong("unknown unit " + GoText.quote(unit) + " in duration", text);
      }
      sum = sum.add(times(number, nanoseconds));
      // The most negative number is one further away from zero.
      if (sum.compareTo(negative ? LONGEST.add(BigInteger.ONE) : LONGEST) > 0) {
        return wrong("invalid duration", text);
      }
      rest = rest.substring(unitEnd);
    }
    return new GoDuration(Duration.ofNanos((negative ? sum.negate() : sum).longValue()), null);
  }

  /** Where the characters end that belong to a number, or that do not. */
  private static int end(String text, int from, boolean ofNumber) {
    int end = from;
    while (end < text.length() && isOfNumber(text.charAt(end)) == ofNumber) {
      end++;
    }
    return end;
  }

  private static boolean isOfNumber(char character) {
    return character == '.' || GoText.isDigit(character);
  }

  /** Digits with at most one point among them, and at least one digit. */
  private static boolean isNumber(String text) {
    return text.chars().filter(c -> c == '.').count() <= 1 && text.chars().anyMatch(c -> c != '.');
  }

  private static BigInteger times(String number, long nanoseconds) {
    String decimal = "0" + number + (number.endsWith(".") ? "0" : "");
    return new BigDecimal(decimal)
        .multiply(BigDecimal.valueOf(nanoseconds))
        .setScale(0, RoundingMode.DOWN)
        .toBigInteger();
  }

  private static GoDuration wrong(String what, String text) {
    return new GoDuration(Duration.ZERO, "time: " + what + " " + GoText.quote(text));
  }
}
