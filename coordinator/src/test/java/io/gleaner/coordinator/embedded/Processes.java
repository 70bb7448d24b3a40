package io.gleaner.coordinator.embedded;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Signals to processes that are not this one's children. */
final class Processes {
  private Processes() {}

  /** Whether it is running: an ended one that nobody has taken care of yet is not. */
  static boolean runs(ProcessHandle process) {
    return process.isAlive() && process.info().commandLine().isPresent();
  }

  static void kill(ProcessHandle process) {
    process.destroyForcibly();
    await().until(() -> !runs(process));
  }

  static void signal(String name, long pid) {
    try {
      int status =
          new ProcessBuilder("/bin/sh", "-c", "kill -" + name + " " + pid).start().waitFor();
      if (status != 0) {
        throw new IllegalStateException("kill -" + name + " " + pid + " failed");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
