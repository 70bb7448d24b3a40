package io.gleaner.coordinator.cli;

import io.gleaner.config.Quantities;
import io.gleaner.failure.GleanerException;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads durations as {@link Quantities} does; what is wrong is told with the option's name. */
public final class DurationConverter implements ITypeConverter<Duration> {
  @Override
  public Duration convert(String text) {
    try {
      return Quantities.duration(text);
    } catch (GleanerException e) {
      TypeConversionException wrong = new TypeConversionException(String.valueOf(e.getMessage()));
      wrong.initCause(e);
      throw wrong;
    }
  }
}
