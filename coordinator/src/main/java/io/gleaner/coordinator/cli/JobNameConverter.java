package io.gleaner.coordinator.cli;

import io.gleaner.config.JobName;
import io.gleaner.failure.GleanerException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a Job's name. */
public final class JobNameConverter implements ITypeConverter<JobName> {
  @Override
  public JobName convert(String text) {
    try {
      return new JobName(text);
    } catch (GleanerException e) {
      throw new TypeConversionException(String.valueOf(e.getMessage()));
    }
  }
}
