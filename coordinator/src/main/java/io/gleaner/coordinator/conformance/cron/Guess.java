package io.gleaner.coordinator.conformance.cron;

import java.time.Instant;

/**
 * What a recording does not tell and a replay needs.
 *
 * @param zero the time of T0, a whole minute
 * @param creation the second of the CronJob's creationTimestamp, after T0; it was recorded by
 *     another clock
 * @param jobEnds when a Job ended, between the end of its pods and when it was seen
 */
record Guess(Instant zero, long creation, JobEnds jobEnds) {
  /** Where in the time in which it may have ended a Job did end. */
  enum JobEnds {
    /** As soon as the Job controller usually sees the end of its pods. */
    SOON,
    /** When the recording shows it, or shows it gone. */
    WHEN_SEEN
  }
}
