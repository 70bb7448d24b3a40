package io.gleaner.coordinator.job;

import io.gleaner.coordinator.job.spec.IndexRanges;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What has become of a Job's workers, with the names of Kubernetes' JobStatus, and what the
 * controller must remember.
 *
 * @param startTime when the Job was started or last resumed; null while it is suspended
 * @param completionTime when it became complete; null if it is not, or if it failed
 * @param active how many workers are to run: running, or about to be started by the actions that
 *     came with this status
 * @param ready how many of them are ready
 * @param terminating how many were asked to stop and have not ended
 * @param succeeded how many ended well; of an Indexed Job, how many indexes did
 * @param failed how many failures count against backoffLimit
 * @param completedIndexes the indexes that succeeded; none if the Job is not Indexed
 * @param failedIndexes the indexes out of retries; null without backoffLimitPerIndex
 * @param conditions in the order in which they became true
 * @param backoff the failures since the last success; unused with backoffLimitPerIndex
 * @param settled the observed workers that say no more: counted already, or stopped because they
 *     were not wanted any more (Kubernetes: pods without the tracking finalizer)
 */
public record JobStatus(
    @Nullable Instant startTime,
    @Nullable Instant completionTime,
    int active,
    int ready,
    int terminating,
    int succeeded,
    int failed,
    IndexRanges completedIndexes,
    @Nullable IndexRanges failedIndexes,
    List<JobCondition> conditions,
    Backoff backoff,
    Set<String> settled) {
  /** The status of a Job that was never reconciled. */
  public static final JobStatus NEW =
      new JobStatus(
          null, null, 0, 0, 0, 0, 0, IndexRanges.NONE, null, List.of(), Backoff.NONE, Set.of());

  /** Keeps the collections from being changed. */
  public JobStatus {
    conditions = List.copyOf(conditions);
    settled = Set.copyOf(settled);
  }

  /** A condition that is true now. */
  public Optional<JobCondition> condition(ConditionType type) {
    return conditions.stream().filter(c -> c.type() == type && c.status()).findFirst();
  }

  /** Whether a condition is true now. */
  public boolean is(ConditionType type) {
    return condition(type).isPresent();
  }

  /** Whether the Job has ended: nothing changes any more. */
  public boolean isFinished() {
    return is(ConditionType.COMPLETE) || is(ConditionType.FAILED);
  }

  /** Whether the Job is ending or has ended: no worker is started any more. */
  public boolean isEnding() {
    return isFinished()
        || is(ConditionType.SUCCESS_CRITERIA_MET)
        || is(ConditionType.FAILURE_TARGET);
  }
}
