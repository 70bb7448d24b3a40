package io.gleaner.coordinator.job;

import io.gleaner.coordinator.job.spec.CompletionMode;
import io.gleaner.coordinator.job.spec.PodFailurePolicy;
import io.gleaner.coordinator.job.spec.PodReplacementPolicy;
import io.gleaner.coordinator.job.spec.RestartPolicy;
import io.gleaner.coordinator.job.spec.SuccessPolicy;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is wanted of a Job's workers: Kubernetes' JobSpec after defaulting and validation, less what
 * the controller has no use for. The names and units are Kubernetes'; null is a field that is not
 * set.
 *
 * @param parallelism how many workers run at once; 0 pauses the Job
 * @param completions how many successes are wanted; null: a work queue, complete when a worker has
 *     succeeded and all have ended
 * @param completionMode whether completions have indexes
 * @param backoffLimit how many failed workers are borne; one more fails the Job
 * @param backoffLimitPerIndex how many failed workers each index bears; one more fails the index
 * @param maxFailedIndexes how many failed indexes are borne until the others have ended
 * @param podFailurePolicy what failures mean
 * @param successPolicy when not all indexes are needed
 * @param podReplacementPolicy when a worker is replaced that was asked to stop
 * @param restartPolicy whether workers restart in place
 * @param activeDeadlineSeconds how long the Job may be active, from its start time
 * @param ttlSecondsAfterFinished how long it is kept after its end; null: for ever
 * @param suspend whether all workers are to stop, and none is to start
 * @param managedBy the controller that looks after the Job; null: this one
 * @param firstDelay how long the replacement of the first failed worker waits; doubles with every
 *     further failure
 * @param longestDelay what the delay grows to
 */
public record JobSpec(
    int parallelism,
    @Nullable Integer completions,
    CompletionMode completionMode,
    int backoffLimit,
    @Nullable Integer backoffLimitPerIndex,
    @Nullable Integer maxFailedIndexes,
    @Nullable PodFailurePolicy podFailurePolicy,
    @Nullable SuccessPolicy successPolicy,
    PodReplacementPolicy podReplacementPolicy,
    RestartPolicy restartPolicy,
    @Nullable Long activeDeadlineSeconds,
    @Nullable Integer ttlSecondsAfterFinished,
    boolean suspend,
    @Nullable String managedBy,
    Duration firstDelay,
    Duration longestDelay) {
  /** Kubernetes' default backoffLimit. */
  public static final int DEFAULT_BACKOFF_LIMIT = 6;

  /** Kubernetes' DefaultJobPodFailureBackOff. */
  public static final Duration DEFAULT_FIRST_DELAY = Duration.ofSeconds(10);

  /** Kubernetes' MaxJobPodFailureBackOff. */
  public static final Duration DEFAULT_LONGEST_DELAY = Duration.ofMinutes(10);

  /** The managedBy of a Job that this controller looks after, as one that has none. */
  public static final String OWN_CONTROLLER = "kubernetes.io/job-controller";

  /** Refuses what can mean nothing. What a person writes is checked before, with more words. */
  public JobSpec {
    if (parallelism < 0 || backoffLimit < 0) {
      throw new IllegalArgumentException("parallelism and backoffLimit must not be negative");
    }
    if (firstDelay.isNegative() || longestDelay.compareTo(firstDelay) < 0) {
      throw new IllegalArgumentException("a back-off needs 0 <= first delay <= longest delay");
    }
    if (completionMode == CompletionMode.INDEXED && completions == null) {
      throw new IllegalArgumentException("an Indexed Job needs completions");
    }
  }

  /**
   * Gleaner's own Job: a work queue with so many workers, whose exit codes mean what {@link
   * WorkerExits} says, and Kubernetes' defaults for everything else.
   */
  public static JobSpec workQueue(int parallelism) {
    return new JobSpecBuilder()
        .parallelism(parallelism)
        .completions(null)
        .podFailurePolicy(WorkerExits.POLICY)
        .build();
  }

  /** A builder of a spec that is like this one but for what is set then. */
  public JobSpecBuilder but() {
    return new JobSpecBuilder(this);
  }

  /** The same with another parallelism. */
  public JobSpec withParallelism(int wanted) {
    return but().parallelism(wanted).build();
  }

  /** The same with another backoffLimit. */
  public JobSpec withBackoffLimit(int limit) {
    return but().backoffLimit(limit).build();
  }

  /** The same with other delays, as tests want them. */
  public JobSpec withDelays(Duration first, Duration longest) {
    return but().delays(first, longest).build();
  }

  /** The same, suspended or resumed. */
  public JobSpec withSuspend(boolean suspended) {
    return but().suspend(suspended).build();
  }

  /** Whether every completion has an index. */
  public boolean isIndexed() {
    return completionMode == CompletionMode.INDEXED;
  }

  /** Whether this controller looks after the Job. */
  public boolean isManagedHere() {
    return managedBy == null || managedBy.equals(OWN_CONTROLLER);
  }

  /** Whether a worker keeps its place until it has ended: a podFailurePolicy demands it. */
  boolean replacesOnlyEnded() {
    return podReplacementPolicy == PodReplacementPolicy.FAILED || podFailurePolicy != null;
  }

  /** The completions of an Indexed Job; whatever there is of another. */
  int indexes() {
    return completions == null ? Integer.MAX_VALUE : completions;
  }
}
