package io.gleaner.worker.handler.exec;

import io.gleaner.worker.handler.posix.Signals;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** An item's time: SIGTERM when it is up, SIGKILL after the grace period. Used by one thread. */
public final class Alarm {
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final long startedAt = System.nanoTime();
  private final long graceNanos;
  private long dueAfterNanos;
  private int next;

  /**
   * An alarm that runs from now on.
   *
   * @param timeout until SIGTERM; null for never
   * @param grace from SIGTERM to SIGKILL
   */
  public Alarm(@Nullable Duration timeout, Duration grace) {
    graceNanos = grace.toNanos();
    dueAfterNanos = timeout == null ? 0 : timeout.toNanos();
    next = timeout == null ? 0 : Signals.TERM;
  }

  /** Milliseconds until the next signal is due, rounded up; −1 if none will be. */
  public int millisLeft() {
    if (next == 0) {
      return -1;
    }
    long left = Math.max(0, dueAfterNanos - (System.nanoTime() - startedAt));
    return (int) Math.min((left + NANOS_PER_MILLI - 1) / NANOS_PER_MILLI, Integer.MAX_VALUE);
  }

  /** The signal that is due now, once; 0 if none is. */
  public int dueSignal() {
    if (next == 0 || System.nanoTime() - startedAt < dueAfterNanos) {
      return 0;
    }
    int due = next;
    next = due == Signals.TERM ? Signals.KILL : 0;
    dueAfterNanos = System.nanoTime() - startedAt + graceNanos;
    return due;
  }
}
