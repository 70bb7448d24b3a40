package io.gleaner.coordinator.launch.process;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How worker processes are run. They inherit the environment of this one.
 *
 * @param program the worker program
 * @param logs the folder for their logs, one file a worker; it is there
 * @param grace how long closing waits between SIGTERM and SIGKILL
 */
public record ProcessSettings(WorkerProgram program, Path logs, Duration grace) {
  /** How long a worker may take to give back what it holds, unless somebody says otherwise. */
  public static final Duration DEFAULT_GRACE = Duration.ofSeconds(30);
}
