package io.gleaner.coordinator.runtime;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The pacing of a program: waits on the clock, and stops when asked to, for good. */
public final class StopSignal implements Pacing {
  private final CountDownLatch requested = new CountDownLatch(1);

  /** Ends every pause, now and later. */
  public void request() {
    requested.countDown();
  }

  /** Whether it was asked to stop. */
  public boolean requested() {
    return requested.getCount() == 0;
  }

  @Override
  public boolean pause(Duration duration) {
    if (duration.isZero()) {
      return !requested();
    }
    try {
      return !requested.await(duration.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
