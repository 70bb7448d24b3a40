package io.gleaner.coordinator.job.manifest;

import org.jspecify.annotations.Nullable;

/**
 * All fields of Kubernetes' JobSpec (batch/v1), with its names, as they were sent: null is a field
 * that was not set, and a word may be one that there is not.
 *
 * @param parallelism how many workers run at once
 * @param completions how many successes are wanted
 * @param activeDeadlineSeconds how long the Job may be active
 * @param podFailurePolicy what failures mean
 * @param successPolicy when not all indexes are needed
 * @param backoffLimit how many failures are borne
 * @param backoffLimitPerIndex how many failures each index bears
 * @param maxFailedIndexes how many failed indexes are borne
 * @param selector which pods are the Job's, as the author's text; only with manualSelector
 * @param manualSelector whether the author made the selector
 * @param template what the workers are
 * @param ttlSecondsAfterFinished how long the Job is kept after its end
 * @param completionMode {@code NonIndexed} or {@code Indexed}
 * @param suspend whether no worker is to run
 * @param podReplacementPolicy {@code TerminatingOrFailed} or {@code Failed}
 * @param managedBy the controller that looks after the Job
 */
public record SentSpec(
    @Nullable Integer parallelism,
    @Nullable Integer completions,
    @Nullable Long activeDeadlineSeconds,
    @Nullable SentFailurePolicy podFailurePolicy,
    @Nullable SentSuccessPolicy successPolicy,
    @Nullable Integer backoffLimit,
    @Nullable Integer backoffLimitPerIndex,
    @Nullable Integer maxFailedIndexes,
    @Nullable String selector,
    @Nullable Boolean manualSelector,
    SentTemplate template,
    @Nullable Integer ttlSecondsAfterFinished,
    @Nullable String completionMode,
    @Nullable Boolean suspend,
    @Nullable String podReplacementPolicy,
    @Nullable String managedBy) {}
