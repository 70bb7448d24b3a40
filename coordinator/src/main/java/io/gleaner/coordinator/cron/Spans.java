package io.gleaner.coordinator.cron;

import java.time.Duration;
import java.time.Instant;

/** Spans of seconds as they stand in a spec, where any number may stand. */
final class Spans {
  /** A thousand years: what is longer than any span that matters, and short enough to add. */
  private static final long LONGEST = Duration.ofDays(365_000).toSeconds();

  private Spans() {}

  /** So many seconds before a time. */
  static Instant before(Instant time, long seconds) {
    return time.minusSeconds(Math.max(-LONGEST, Math.min(LONGEST, seconds)));
  }

  /** So many seconds after a time. */
  static Instant after(Instant time, long seconds) {
    return time.plusSeconds(Math.max(-LONGEST, Math.min(LONGEST, seconds)));
  }
}
