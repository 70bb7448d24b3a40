package io.gleaner.coordinator.embedded;

import io.gleaner.config.StateFolder;
import io.gleaner.failure.GleanerException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A Redis that an earlier coordinator of the same state folder left running, since its guard was
 * killed too or is still about to stop it. Two servers on the same data would destroy it.
 */
final class LeftOverRedis {
  private static final long STOP_SECONDS = 10;

  private LeftOverRedis() {}

  /**
   * Stops it, if there is one, and waits until it is gone. The folder's lock must be held.
   *
   * @throws GleanerException configuration, if it cannot be stopped
   */
  static void stop(StateFolder folder) {
    boolean asked =
        RedisConfiguration.last(folder)
            .filter(last -> RedisConnection.shutdown(last.port(), last.password()))
            .isPresent();
    process(folder)
        .ifPresent(
            process -> {
              boolean ended = asked && ended(process);
              if (!ended && !(process.destroy() && ended(process))) {
                process.destroyForcibly();
                if (!ended(process)) {
                  throw GleanerException.configuration(
                      "A Redis of an earlier run of Job %s cannot be stopped: kill process %d."
                          .formatted(folder.job(), process.pid()));
                }
              }
            });
    folder.delete("redis.pid");
  }

  /** The recorded process, if it still is our server: a pid may have passed to another program. */
  private static Optional<ProcessHandle> process(StateFolder folder) {
    String configuration = RedisConfiguration.file(folder).toString();
    try {
      long pid = Long.parseLong(Files.readString(RedisConfiguration.pid(folder)).strip());
      return ProcessHandle.of(pid)
          .filter(
              process ->
                  process.info().commandLine().filter(s -> s.endsWith(configuration)).isPresent());
    } catch (IOException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static boolean ended(ProcessHandle process) {
    try {
      process.onExit().get(STOP_SECONDS, TimeUnit.SECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }
}
