package io.gleaner.coordinator.cron;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Text as Go's library takes and writes it, so that what is refused is refused in the same words.
 */
final class GoText {
  private static final BigInteger LOWEST = BigInteger.valueOf(Long.MIN_VALUE);
  private static final BigInteger HIGHEST = BigInteger.valueOf(Long.MAX_VALUE);

  private GoText() {}

  static boolean isDigit(int character) {
    return character >= '0' && character <= '9';
  }

  /** In quotation marks, with what cannot be seen escaped: strconv.Quote. */
  static String quote(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.codePoints().forEach(c -> quoted.append(escaped(c)));
    return quoted.append('"').toString();
  }

  private static String escaped(int c) {
    return switch (c) {
      case '"' -> "\\\"";
      case '\\' -> "\\\\";
      case 0x07 -> "\\a";
      case '\b' -> "\\b";
      case '\f' -> "\\f";
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      case 0x0b -> "\\v";
      default -> isPrintable(c) ? Character.toString(c) : hexadecimal(c);
    };
  }

  private static boolean isPrintable(int c) {
    return c == ' ' || (!Character.isISOControl(c) && !isSpace(c) && Character.isDefined(c));
  }

  private static String hexadecimal(int c) {
    if (c < 0x80) {
      return String.format("\\x%02x", c);
    }
    return c <= 0xffff ? String.format("\\u%04x", c) : String.format("\\U%08x", c);
  }

  /** Why strconv.Atoi does not take it for a number of 64 bits; null if it does. */
  static @Nullable String whyNotAnInteger(String text) {
    String digits = text.startsWith("-") || text.startsWith("+") ? text.substring(1) : text;
    if (digits.isEmpty() || !digits.chars().allMatch(GoText::isDigit)) {
      return "strconv.Atoi: parsing " + quote(text) + ": invalid syntax";
    }
    BigInteger number = new BigInteger(text);
    return number.compareTo(LOWEST) < 0 || number.compareTo(HIGHEST) > 0
        ? "strconv.Atoi: parsing " + quote(text) + ": value out of range"
        : null;
  }

  /** unicode.IsSpace. */
  static boolean isSpace(int c) {
    return (c >= 0x09 && c <= 0x0d) || c == 0x85 || c == 0xa0 || Character.isSpaceChar(c);
  }

  /** strings.Fields: what stands between blanks. */
  static List<String> fields(String text) {
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    for (int c : text.codePoints().toArray()) {
      if (!isSpace(c)) {
        field.appendCodePoint(c);
      } else if (!field.isEmpty()) {
        fields.add(field.toString());
        field.setLength(0);
      }
    }
    if (!field.isEmpty()) {
      fields.add(field.toString());
    }
    return fields;
  }

  /** strings.TrimSpace. */
  static String trim(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && isSpace(text.charAt(start))) {
      start++;
    }
    while (end > start && isSpace(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }
}
