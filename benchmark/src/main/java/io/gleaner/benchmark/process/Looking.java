package io.gleaner.benchmark.process;

import java.util.concurrent.Callable;

/** Waits for what no program tells of by itself. */
public final class Looking {
  private static final long LOOK_MILLIS = 5;
  private static final long PATIENCE_NANOS = 120_000_000_000L;

  private Looking() {}

  /**
   * Looks again and again until something is so.
   *
   * @return whether it came to that within two minutes
   */
  public static boolean until(Callable<Boolean> so) throws Exception {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (!so.call()) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      Thread.sleep(LOOK_MILLIS);
    }
    return true;
  }
}
