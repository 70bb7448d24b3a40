package io.gleaner.queue.amqp;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Delays that double from {@code first} up to {@code most}, each shortened by up to a half at
 * random, so that a fleet that lost its broker at one moment does not come back at one moment.
 */
record Backoff(Duration first, Duration most) {
  /** For reaching the broker again, and for repeating what it refused. */
  static final Backoff RECONNECT = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(5));

  /** The delay before the attempt that follows {@code failures} failed ones (counted from 1). */
  Duration after(int failures, RandomGenerator random) {
    long doubled = first.toMillis() << Math.min(Math.max(failures, 1) - 1, 30);
    long whole = Math.min(doubled, most.toMillis());
    return Duration.ofMillis(whole - random.nextLong(whole / 2 + 1));
  }
}
