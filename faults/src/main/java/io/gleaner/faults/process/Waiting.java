package io.gleaner.faults.process;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for a condition of another process, which can only be asked again and again. */
public final class Waiting {
  private static final long STEP_MILLIS = 20;

  private Waiting() {}

  /** Whether the condition has become true in time; false too when the thread is interrupted. */
  public static boolean until(Duration patience, BooleanSupplier condition) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - deadline > 0 || !pause(STEP_MILLIS)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Waits for a condition that must come true.
   *
   * @param what names it in the error
   */
  public static void require(Duration patience, String what, BooleanSupplier condition) {
    if (!until(patience, condition)) {
      throw new IllegalStateException(
          "waited %d s in vain for this: %s".formatted(patience.toSeconds(), what));
    }
  }

  /** The schedule's own pacing; false if the thread was interrupted. */
  public static boolean pause(long millis) {
    try {
      Thread.sleep(millis);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
