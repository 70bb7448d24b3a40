package io.gleaner.worker.runtime;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * Tells the guard by when all handlers must be dead if nothing newer is heard. The guard needs no
 * more than one line in a while: as long as the worker is awake, it tells a later time before the
 * earlier one comes.
 */
final class GuardDeadline {
  private final Consumer<Duration> guard;
  private long told;

  /**
   * Nothing is told yet.
   *
   * @param guard hears how long it is, from now, until the deadline
   */
  GuardDeadline(Consumer<Duration> guard) {
    this.guard = guard;
  }

  /**
   * The earliest end of a lease that a running handler has.
   *
   * @param leaseUntil on {@link Clock}, in milliseconds
   * @param leaseMillis how long a lease is
   */
  void earliest(long leaseUntil, long leaseMillis) {
    boolean late = leaseUntil - told > leaseMillis / 6;
    if (late || leaseUntil < told) {
      told = leaseUntil;
      guard.accept(Duration.ofMillis(Math.max(0, leaseUntil - Clock.millis())));
    }
  }
}
