package io.gleaner.coordinator.manifest.tree;

import io.gleaner.coordinator.manifest.tree.Node.Scalar;
import io.gleaner.coordinator.manifest.tree.Node.ScalarType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a YAML value without quotes is, by the rules of kubectl's reader (go-yaml: YAML 1.1 and a
 * little more), not of YAML 1.2: {@code suspend: yes} is true there, and so it is here.
 */
final class PlainScalar {
  private static final Set<String> TRUE =
      Set.of("y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON");
  private static final Set<String> FALSE =
      Set.of("n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF");
  private static final Set<String> NULL = Set.of("", "~", "null", "Null", "NULL");
  private static final Pattern DECIMAL = Pattern.compile("[-+]?(0|[1-9][0-9_]*)");
  private static final Pattern OTHER_BASE =
      Pattern.compile("([-+]?)0(?:[xX]([0-9a-fA-F_]+)|[bB]([01_]+)|[oO]?([0-7_]+))");
  private static final Pattern FLOAT =
      Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]{1,3})?");

  /** A number that is longer is none that anybody means, and takes long to read. */
  private static final int LONGEST_NUMBER = 400;

  private PlainScalar() {}

  static Scalar of(String text, Position at) {
    if (text.length() > LONGEST_NUMBER) {
      return new Scalar(ScalarType.TEXT, text, at);
    }
    if (NULL.contains(text)) {
      return new Scalar(ScalarType.NULL, "null", at);
    }
    if (TRUE.contains(text) || FALSE.contains(text)) {
      return new Scalar(ScalarType.TRUTH, String.valueOf(TRUE.contains(text)), at);
    }
    Scalar number = number(text, at);
    return number == null ? new Scalar(ScalarType.TEXT, text, at) : number;
  }

  private static @Nullable Scalar number(String text, Position at) {
    if (DECIMAL.matcher(text).matches()) {
      String digits = text.replace("_", "");
      return new Scalar(ScalarType.INTEGER, new BigInteger(digits).toString(), at);
    }
    var other = OTHER_BASE.matcher(text);
    if (other.matches()) {
      int base = other.group(2) != null ? 16 : other.group(3) != null ? 2 : 8;
      String digits = other.group(base == 16 ? 2 : base == 2 ? 3 : 4).replace("_", "");
      if (!digits.isEmpty()) {
        BigInteger value = new BigInteger(other.group(1) + digits, base);
        return new Scalar(ScalarType.INTEGER, value.toString(), at);
      }
    }
    return FLOAT.matcher(text).matches() ? decimal(text, at) : null;
  }

  /** A number in decimal; 4.0 is a whole number to JSON, and so to kubectl. */
  static Scalar decimal(String text, Position at) {
    BigDecimal value = new BigDecimal(text.endsWith(".") ? text + "0" : text);
    boolean whole =
        value.signum() == 0
            || (Math.abs(value.scale()) <= LONGEST_NUMBER
                && value.stripTrailingZeros().scale() <= 0);
    return whole
        ? new Scalar(ScalarType.INTEGER, value.toBigInteger().toString(), at)
        : new Scalar(ScalarType.FRACTION, value.toString(), at);
  }
}
