package io.gleaner.coordinator.runtime;

import java.time.Duration;

/** How a loop waits: for real in a program, by hand in a test. Safe for several threads. */
@FunctionalInterface
public interface Pacing {
  /**
   * Waits for so long, or until the work is to stop. A duration of zero only asks.
   *
   * @return whether to go on; false once the work is to stop
   */
  boolean pause(Duration duration);

  /** Throws if the work is to stop. */
  default void goOnOrThrow(Duration duration) {
    if (!pause(duration)) {
      throw new StoppedException();
    }
  }
}
