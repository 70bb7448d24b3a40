package io.gleaner.coordinator.cron;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A Job as it is seen now.
 *
 * @param name metadata.name; a Job is known by it
 * @param controlled whether the CronJob is its controller, by ownerReferences. One that is not is
 *     of interest only where it has a name that the CronJob is about to use.
 * @param state what has become of it
 * @param startTime status.startTime; null while it has not started
 * @param completionTime status.completionTime; null unless it is complete
 */
public record ObservedJob(
    String name,
    boolean controlled,
    State state,
    @Nullable Instant startTime,
    @Nullable Instant completionTime) {
  /** What has become of a Job, by its conditions. */
  public enum State {
    /** Neither Complete nor Failed is true: it waits, runs, is suspended, or is about to end. */
    UNFINISHED,
    /** Complete is true. */
    COMPLETE,
    /** Failed is true. */
    FAILED
  }
}
