package io.gleaner.coordinator.job;

import java.time.Duration;

/**
 * What is wanted of a Job's workers. The names are those of Kubernetes' JobSpec; what is not here
 * has no counterpart yet. There are no completions: the Job is a work queue.
 *
 * @param parallelism how many workers run at once; 0 pauses the Job
 * @param backoffLimit how many failed workers are borne; one more fails the Job
 * @param suspend whether all workers are to stop, and none is to start
 * @param firstDelay how long the replacement of the first failed worker waits; doubles with every
 *     further failure
 * @param longestDelay what the delay grows to
 */
public record JobSpec(
    int parallelism,
    int backoffLimit,
    boolean suspend,
    Duration firstDelay,
    Duration longestDelay) {
  /** Kubernetes' default backoffLimit. */
  public static final int DEFAULT_BACKOFF_LIMIT = 6;

  /** Kubernetes' DefaultJobPodFailureBackOff. */
  public static final Duration DEFAULT_FIRST_DELAY = Duration.ofSeconds(10);

  /** Kubernetes' MaxJobPodFailureBackOff. */
  public static final Duration DEFAULT_LONGEST_DELAY = Duration.ofMinutes(10);

  /** Refuses what can mean nothing. */
  public JobSpec {
    if (parallelism < 0 || backoffLimit < 0) {
      throw new IllegalArgumentException("parallelism and backoffLimit must not be negative");
    }
    if (firstDelay.isNegative() || longestDelay.compareTo(firstDelay) < 0) {
      throw new IllegalArgumentException("a back-off needs 0 <= first delay <= longest delay");
    }
  }

  /** A work queue with so many workers, and Kubernetes' defaults for everything else. */
  public static JobSpec workQueue(int parallelism) {
    return new JobSpec(
        parallelism, DEFAULT_BACKOFF_LIMIT, false, DEFAULT_FIRST_DELAY, DEFAULT_LONGEST_DELAY);
  }

  /** The same with another parallelism. */
  public JobSpec withParallelism(int wanted) {
    return new JobSpec(wanted, backoffLimit, suspend, firstDelay, longestDelay);
  }

  /** The same with another backoffLimit. */
  public JobSpec withBackoffLimit(int limit) {
    return new JobSpec(parallelism, limit, suspend, firstDelay, longestDelay);
  }

  /** The same with other delays, as tests want them. */
  public JobSpec withDelays(Duration first, Duration longest) {
    return new JobSpec(parallelism, backoffLimit, suspend, first, longest);
  }

  /** The same, suspended or resumed. */
  public JobSpec withSuspend(boolean suspended) {
    return new JobSpec(parallelism, backoffLimit, suspended, firstDelay, longestDelay);
  }
}
