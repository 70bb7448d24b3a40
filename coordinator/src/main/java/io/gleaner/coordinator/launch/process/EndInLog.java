package io.gleaner.coordinator.launch.process;

import io.gleaner.coordinator.launch.WorkerListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;

/**
 * Adds to a worker's log how it ended, then tells the next listener: a worker that was killed
 * cannot write that itself.
 *
 * @param log the worker's log
 * @param next hears everything
 */
record EndInLog(Path log, WorkerListener next) implements WorkerListener {
  @Override
  public void ended(String workerId, int exitCode) {
    try {
      Files.writeString(
          log,
          // The worker's last line may lack its end.
          "%ngleaner: %s ended with exit code %d at %s.%n"
              .formatted(workerId, exitCode, Instant.now()),
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      next.line(workerId, "(its end is missing in its log: " + e.getMessage() + ")");
    }
    next.ended(workerId, exitCode);
  }

  @Override
  public void line(String workerId, String line) {
    next.line(workerId, line);
  }
}
