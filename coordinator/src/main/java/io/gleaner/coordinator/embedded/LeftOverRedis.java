package io.gleaner.coordinator.embedded;

import io.gleaner.config.StateFolder;
import io.gleaner.failure.GleanerException;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;

/**
 * A Redis that an earlier coordinator of the same state folder left running, since its guard was
 * killed too or is still about to stop it. Two servers on the same data would destroy it.
 */
final class LeftOverRedis {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration POLL = Duration.ofMillis(10);

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
    if (!(asked && gone(folder))) {
      process(folder).ifPresent(ProcessHandle::destroy);
      if (!gone(folder)) {
        process(folder).ifPresent(ProcessHandle::destroyForcibly);
        if (!gone(folder)) {
          throw GleanerException.configuration(
              "A Redis of an earlier run of Job %s cannot be stopped: kill process %s."
                  .formatted(folder.job(), process(folder).map(ProcessHandle::pid).orElse(-1L)));
        }
      }
    }
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

  /**
   * Waits for its end. Not for the end of its process's entry: where process 1 takes no care of
   * orphans, as in many containers, that stays for ever, though with an empty command line.
   */
  private static boolean gone(StateFolder folder) {
    long start = System.nanoTime();
    try {
      while (process(folder).isPresent()) {
        if (System.nanoTime() - start > PATIENCE.toNanos()) {
          return false;
        }
        Thread.sleep(POLL.toMillis());
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return process(folder).isEmpty();
    }
  }
}
