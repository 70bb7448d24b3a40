package io.gleaner.coordinator.job;

import io.gleaner.coordinator.job.spec.CompletionMode;
import io.gleaner.coordinator.job.spec.PodFailurePolicy;
import io.gleaner.coordinator.job.spec.PodReplacementPolicy;
import io.gleaner.coordinator.job.spec.RestartPolicy;
import io.gleaner.coordinator.job.spec.SuccessPolicy;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Puts a {@link JobSpec} together; begins with Kubernetes' defaults for a Job that says nothing.
 */
public final class JobSpecBuilder {
  private int parallelism = 1;
  private @Nullable Integer completions = 1;
  private CompletionMode completionMode = CompletionMode.NON_INDEXED;
  private int backoffLimit = JobSpec.DEFAULT_BACKOFF_LIMIT;
  private @Nullable Integer backoffLimitPerIndex;
  private @Nullable Integer maxFailedIndexes;
  private @Nullable PodFailurePolicy podFailurePolicy;
  private @Nullable SuccessPolicy successPolicy;
  private PodReplacementPolicy replacement = PodReplacementPolicy.TERMINATING_OR_FAILED;
  private RestartPolicy restartPolicy = RestartPolicy.NEVER;
  private @Nullable Long activeDeadlineSeconds;
  private @Nullable Integer ttlSecondsAfterFinished;
  private boolean suspend;
  private @Nullable String managedBy;
  private Duration firstDelay = JobSpec.DEFAULT_FIRST_DELAY;
  private Duration longestDelay = JobSpec.DEFAULT_LONGEST_DELAY;

  /** A Job of one worker that is to succeed once. */
  public JobSpecBuilder() {}

  JobSpecBuilder(JobSpec spec) {
    parallelism = spec.parallelism();
    completions = spec.completions();
    completionMode = spec.completionMode();
    backoffLimit = spec.backoffLimit();
    backoffLimitPerIndex = spec.backoffLimitPerIndex();
    maxFailedIndexes = spec.maxFailedIndexes();
    podFailurePolicy = spec.podFailurePolicy();
    successPolicy = spec.successPolicy();
    replacement = spec.podReplacementPolicy();
    restartPolicy = spec.restartPolicy();
    activeDeadlineSeconds = spec.activeDeadlineSeconds();
    ttlSecondsAfterFinished = spec.ttlSecondsAfterFinished();
    suspend = spec.suspend();
    managedBy = spec.managedBy();
    firstDelay = spec.firstDelay();
    longestDelay = spec.longestDelay();
  }

  /** Sets {@link JobSpec#parallelism}. */
  public JobSpecBuilder parallelism(int value) {
    parallelism = value;
    return this;
  }

  /** Sets {@link JobSpec#completions}. */
  public JobSpecBuilder completions(@Nullable Integer value) {
    completions = value;
    return this;
  }

  /** Sets {@link JobSpec#completionMode}. */
  public JobSpecBuilder completionMode(CompletionMode value) {
    completionMode = value;
    return this;
  }

  /** An Indexed Job with so many indexes. */
  public JobSpecBuilder indexed(int indexes) {
    return completionMode(CompletionMode.INDEXED).completions(indexes);
  }

  /** Sets {@link JobSpec#backoffLimit}. */
  public JobSpecBuilder backoffLimit(int value) {
    backoffLimit = value;
    return this;
  }

  /** Sets {@link JobSpec#backoffLimitPerIndex}. */
  public JobSpecBuilder backoffLimitPerIndex(@Nullable Integer value) {
    backoffLimitPerIndex = value;
    return this;
  }

  /** Sets {@link JobSpec#maxFailedIndexes}. */
  public JobSpecBuilder maxFailedIndexes(@Nullable Integer value) {
    maxFailedIndexes = value;
    return this;
  }

  /** Sets {@link JobSpec#podFailurePolicy}; one that is there also sets the replacement policy. */
  public JobSpecBuilder podFailurePolicy(@Nullable PodFailurePolicy value) {
    podFailurePolicy = value;
    return value == null ? this : podReplacementPolicy(PodReplacementPolicy.FAILED);
  }

  /** Sets {@link JobSpec#successPolicy}. */
  public JobSpecBuilder successPolicy(@Nullable SuccessPolicy value) {
    successPolicy = value;
    return this;
  }

  /** Sets {@link JobSpec#podReplacementPolicy}. */
  public JobSpecBuilder podReplacementPolicy(PodReplacementPolicy value) {
    replacement = value;
    return this;
  }

  /** Sets {@link JobSpec#restartPolicy}. */
  public JobSpecBuilder restartPolicy(RestartPolicy value) {
    restartPolicy = value;
    return this;
  }

  /** Sets {@link JobSpec#activeDeadlineSeconds}. */
  public JobSpecBuilder activeDeadlineSeconds(@Nullable Long value) {
    activeDeadlineSeconds = value;
    return this;
  }

  /** Sets {@link JobSpec#ttlSecondsAfterFinished}. */
  public JobSpecBuilder ttlSecondsAfterFinished(@Nullable Integer value) {
    ttlSecondsAfterFinished = value;
    return this;
  }

  /** Sets {@link JobSpec#suspend}. */
  public JobSpecBuilder suspend(boolean value) {
    suspend = value;
    return this;
  }

  /** Sets {@link JobSpec#managedBy}. */
  public JobSpecBuilder managedBy(@Nullable String value) {
    managedBy = value;
    return this;
  }

  /** Sets {@link JobSpec#firstDelay} and {@link JobSpec#longestDelay}. */
  public JobSpecBuilder delays(Duration first, Duration longest) {
    firstDelay = first;
    longestDelay = longest;
    return this;
  }

  /**
   * The spec.
   *
   * @throws IllegalArgumentException if it can mean nothing
   */
  public JobSpec build() {
    return new JobSpec(
        parallelism,
        completions,
        completionMode,
        backoffLimit,
        backoffLimitPerIndex,
        maxFailedIndexes,
        podFailurePolicy,
        successPolicy,
        replacement,
        restartPolicy,
        activeDeadlineSeconds,
        ttlSecondsAfterFinished,
        suspend,
        managedBy,
        firstDelay,
        longestDelay);
  }
}
