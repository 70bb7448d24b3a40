package io.gleaner.worker.handler;

import io.gleaner.item.Bytes;
import io.gleaner.worker.handler.Ending.Kind;
import java.util.concurrent.TimeUnit;

/**
 * When an attempt started, by both clocks; it puts them into the attempt's ending.
 *
 * @param startedAt in milliseconds since 1970
 * @param startedNanos on the monotonic clock
 */
public record Stopwatch(long startedAt, long startedNanos) {
  /** Starts now. */
  public static Stopwatch start() {
    return new Stopwatch(System.currentTimeMillis(), System.nanoTime());
  }

  /** The ending of an attempt that ends now. */
  public Ending ending(Kind kind, int exitCode, Bytes output, String error, String stderrTail) {
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startedNanos);
    return new Ending(kind, exitCode, output, error, stderrTail, startedAt, millis);
  }
}
