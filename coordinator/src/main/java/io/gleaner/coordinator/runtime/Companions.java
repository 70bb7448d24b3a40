package io.gleaner.coordinator.runtime;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Threads that work beside the main one; what one of them fails with goes to whoever waits. */
final class Companions {
  private final Consumer<RuntimeException> failed;

  /**
   * Without any thread yet.
   *
   * @param failed hears, on the thread, what a thread failed with; not that it was stopped
   */
  Companions(Consumer<RuntimeException> failed) {
    this.failed = failed;
  }

  Thread start(String name, Runnable task) {
    Thread thread =
        new Thread(
            () -> {
              try {
                task.run();
              } catch (StoppedException e) {
                // As asked.
                return;
              } catch (RuntimeException e) {
                failed.accept(e);
              }
            },
            name);
    // An input that waits for its next item cannot be interrupted: the program ends without it.
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  /**
   * Waits for a thread's end.
   *
   * @param interrupted runs if the waiting thread is interrupted meanwhile
   */
  static void join(@Nullable Thread thread, Runnable interrupted) {
    try {
      if (thread != null) {
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      interrupted.run();
    }
  }
}
