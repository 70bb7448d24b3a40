package io.gleaner.coordinator.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Signals to processes that are not this one's children. */
final class Processes {
  private Processes() {}

  static void kill(ProcessHandle process) {
    process.destroyForcibly();
    process.onExit().join();
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
