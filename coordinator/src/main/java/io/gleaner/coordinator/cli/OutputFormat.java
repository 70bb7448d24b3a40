package io.gleaner.coordinator.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How a report is written. */
enum OutputFormat {
  /** For people. */
  TABLE,
  /** For programs. */
  JSON;

  /** Reads {@code table} or {@code json}. */
  static final class Converter implements ITypeConverter<OutputFormat> {
    @Override
    public OutputFormat convert(String text) {
      return switch (text) {
        case "table" -> TABLE;
        case "json" -> JSON;
        default -> throw new TypeConversionException("'" + text + "' is neither table nor json");
      };
    }
  }
}
