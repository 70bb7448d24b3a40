package io.gleaner.worker.runtime;

/** The process's monotonic clock: it does not jump when somebody sets the time. */
final class Clock {
  private static final long NANOS_PER_MILLI = 1_000_000;

  private Clock() {}

  /** Milliseconds since some moment before the process started. */
  static long millis() {
    return Math.floorDiv(System.nanoTime(), NANOS_PER_MILLI);
  }
}
