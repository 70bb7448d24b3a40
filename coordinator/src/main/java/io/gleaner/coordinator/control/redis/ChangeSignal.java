package io.gleaner.coordinator.control.redis;

import java.util.concurrent.TimeUnit;

/** Counts hints, and lets threads wait for the next one. */
final class ChangeSignal {
  private long count;

  synchronized long count() {
    return count;
  }

  synchronized void raise() {
    count++;
    notifyAll();
  }

  /** Whether there is another one than at that count in time; false too if interrupted. */
  synchronized boolean awaitAfter(long known, long nanos) {
    long deadline = System.nanoTime() + nanos;
    try {
      for (long left = nanos; count == known && left > 0; left = deadline - System.nanoTime()) {
        TimeUnit.NANOSECONDS.timedWait(this, left);
      }
      return count != known;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
