package io.gleaner.coordinator.cli;

import io.gleaner.config.Quantities;
import io.gleaner.failure.GleanerException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads numbers of bytes as {@link Quantities} does; what is wrong is told with the option's name.
 */
public final class SizeConverter implements ITypeConverter<Long> {
  @Override
  public Long convert(String text) {
    try {
      return Quantities.bytes(text);
    } catch (GleanerException e) {
      TypeConversionException wrong = new TypeConversionException(String.valueOf(e.getMessage()));
      wrong.initCause(e);
      throw wrong;
    }
  }
}
