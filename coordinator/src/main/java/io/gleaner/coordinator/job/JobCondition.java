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

  /** A worker's exit code or condition says that the Job has failed. */
  public static final String POD_FAILURE_POLICY = "PodFailurePolicy";

  /** The Job was active longer than activeDeadlineSeconds. */
  public static final String DEADLINE_EXCEEDED = "DeadlineExceeded";

  /** More indexes failed than maxFailedIndexes bears. */
  public static final String MAX_FAILED_INDEXES_EXCEEDED = "MaxFailedIndexesExceeded";

  /** All indexes have ended, some of them without a success. */
  public static final String FAILED_INDEXES = "FailedIndexes";

  /** A rule of the successPolicy is met. */
  public static final String SUCCESS_POLICY = "SuccessPolicy";

  /** As many have succeeded as are wanted, and all have ended. */
  public static final String COMPLETIONS_REACHED = "CompletionsReached";

  /** The Job was suspended. */
  public static final String JOB_SUSPENDED = "JobSuspended";

  /** The Job was suspended, and then resumed. */
  public static final String JOB_RESUMED = "JobResumed";
}
