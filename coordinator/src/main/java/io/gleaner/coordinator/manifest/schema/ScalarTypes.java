package io.gleaner.coordinator.manifest.schema;

import io.gleaner.config.Quantities;
import io.gleaner.coordinator.manifest.tree.Node.Scalar;
import io.gleaner.coordinator.manifest.tree.Node.ScalarType;
import io.gleaner.failure.GleanerException;
import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Pattern;

/** What is a value of which scalar type. */
final class ScalarTypes {
  static final String ANY = "any";

  /** Kubernetes' resource.Quantity: 1.5, 100m, 2Gi, 1e3. */
  private static final Pattern QUANTITY =
      Pattern.compile("[+-]?[0-9]*\\.?[0-9]*([KMGTPE]i|[numkMGTPE]|[eE][+-]?[0-9]+)?");

  private ScalarTypes() {}

  /** What is wrong with a value of a type; empty if nothing is. */
  static Optional<String> complaint(String type, Scalar value) {
    boolean text = value.type() == ScalarType.TEXT;
    boolean whole = value.type() == ScalarType.INTEGER;
    return switch (type) {
      case ANY -> Optional.empty();
      case "string" -> text ? Optional.empty() : Optional.of(notText(value));
      case "boolean" -> fits(value.type() == ScalarType.TRUTH, type, value);
      case "int32" -> fits(whole && bits(value) < Integer.SIZE, type, value);
      case "int64" -> fits(whole && bits(value) < Long.SIZE, type, value);
      case "intOrString" -> fits(text || whole, type, value);
      case "quantity" -> fits(isQuantity(value), type, value);
      case "duration" -> measured(value, type, Quantities::duration);
      case "bytes" -> measured(value, type, Quantities::bytes);
      default -> throw new IllegalStateException("the tables name an unknown type " + type);
    };
  }

  private interface Reading {
    Object read(String text);
  }

  private static Optional<String> measured(Scalar value, String type, Reading reading) {
    boolean zero = type.equals("duration") && value.text().equals("0");
    boolean bare = type.equals("bytes") && value.type() == ScalarType.INTEGER;
    if (value.type() != ScalarType.TEXT && !zero && !bare) {
      return fits(false, type, value);
    }
    try {
      reading.read(value.text());
      return Optional.empty();
    } catch (GleanerException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private static int bits(Scalar number) {
    return new BigInteger(number.text()).bitLength();
  }

  private static boolean isQuantity(Scalar value) {
    return switch (value.type()) {
      case INTEGER, FRACTION -> true;
      case TEXT -> QUANTITY.matcher(value.text()).matches() && value.text().matches(".*[0-9].*");
      case TRUTH, NULL -> false;
    };
  }

  private static Optional<String> fits(boolean fits, String type, Scalar value) {
    return fits
        ? Optional.empty()
        : Optional.of("must be %s, not %s.".formatted(description(type), value.description()));
  }

  private static String notText(Scalar value) {
    return "must be a string, not %s. Put it in quotation marks if it is meant as text."
        .formatted(value.description());
  }

  /** A value of the type, for a person; an object's name is that of no scalar type. */
  static String description(String type) {
    return switch (type) {
      case "string" -> "a string";
      case "boolean" -> "true or false";
      case "int32" -> "a whole number of 32 bits";
      case "int64" -> "a whole number of 64 bits";
      case "intOrString" -> "a whole number or a string";
      case "quantity" -> "a quantity, as in 500m or 2Gi";
      case "duration" -> "a duration, as in 500ms, 30s or 5m";
      case "bytes" -> "a number of bytes, as in 65536 or 1MiB";
      default -> "an object with fields";
    };
  }
}
