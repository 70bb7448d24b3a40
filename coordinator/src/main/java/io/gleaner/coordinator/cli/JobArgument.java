package io.gleaner.coordinator.cli;

import io.gleaner.config.JobName;
import picocli.CommandLine.Parameters;

/** The Job that a command is about, as its argument. */
public final class JobArgument {
  @SuppressWarnings("FieldCanBeFinal") // picocli sets it
  @Parameters(
      index = "0",
      paramLabel = "NAME",
      converter = JobNameConverter.class,
      description = "The job's name.")
  private JobName job = new JobName("unnamed");

  /** Its name. */
  public JobName name() {
    return job;
  }
}
