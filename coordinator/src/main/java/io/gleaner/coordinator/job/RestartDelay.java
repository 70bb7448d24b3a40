package io.gleaner.coordinator.job;

import java.time.Duration;

/**
 * How long a program that failed waits for its restart in place, as a kubelet has it: the first
 * restart is immediate, then 10 s, doubling to 5 min. Not the Job controller's back-off, which is
 * about new workers.
 */
public final class RestartDelay {
  /** What the delay grows to. Kubernetes: {@code MaxContainerBackOff}. */
  public static final Duration LONGEST = Duration.ofMinutes(5);

  /** A program that ran for so long before it failed begins anew with the delays. */
  public static final Duration FORGIVEN_AFTER = LONGEST.multipliedBy(2);

  private static final Duration FIRST = Duration.ofSeconds(10);

  private RestartDelay() {}

  /**
   * How long after a program's end it may be started again.
   *
   * @param restarts how often that was done before, in a row; at least 0
   */
  public static Duration before(int restarts) {
    if (restarts == 0) {
      return Duration.ZERO;
    }
    Duration delay = FIRST;
    for (int i = 1; i < restarts && delay.compareTo(LONGEST) < 0; i++) {
      delay = delay.multipliedBy(2);
    }
    return delay.compareTo(LONGEST) > 0 ? LONGEST : delay;
  }
}
