package io.gleaner.coordinator.job;

import java.time.Instant;

/**
 * One thing that is true of a Job, or was.
 *
 * @param type what
 * @param status whether it is true now: only Suspended ever becomes false again
 * @param reason why, as one word, by Kubernetes' names
 * @param message why, as a sentence for a person
 * @param since when it became so
 */
public record JobCondition(
    ConditionType type, boolean status, String reason, String message, Instant since) {
  /** More workers failed than backoffLimit bears. */
  public static final String BACKOFF_LIMIT_EXCEEDED = "BackoffLimitExceeded";

  /** A worker's exit code says that the Job has failed. */
  public static final String POD_FAILURE_POLICY = "PodFailurePolicy";

  /** A worker has succeeded, and all have ended. */
  public static final String COMPLETIONS_REACHED = "CompletionsReached";

  /** The Job was suspended. */
  public static final String JOB_SUSPENDED = "JobSuspended";

  /** The Job was suspended, and then resumed. */
  public static final String JOB_RESUMED = "JobResumed";
}
