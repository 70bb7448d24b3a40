package io.gleaner.coordinator.control.service;

import io.gleaner.coordinator.control.queue.Figures;
import io.gleaner.coordinator.job.Backoff;
import io.gleaner.coordinator.job.ConditionType;
import io.gleaner.coordinator.job.JobCondition;
import io.gleaner.coordinator.job.JobSpec;
import io.gleaner.coordinator.job.JobStatus;
import io.gleaner.coordinator.job.ObservedWorker;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the ledger's word of a Job's end means for its status: it is the last word. Pure. */
final class QueueEnding {
  private QueueEnding() {}

  /**
   * The status with the end that the ledger has decided, announced.
   *
   * @param active whether a worker runs that nobody has asked to stop
   */
  static JobStatus announced(JobStatus status, Figures figures, boolean active, Instant now) {
    if (status.isFinished()) {
      return status;
    }
    return switch (figures.phase()) {
      case ACTIVE -> status;
      case FAILED -> failed(status, figures, now);
      case COMPLETE -> {
        JobStatus able = without(status, ConditionType.FAILURE_TARGET);
        boolean told = able.is(ConditionType.SUCCESS_CRITERIA_MET);
        // Workers that run find out by themselves, and their exit codes count.
        yield active || told
            ? able
            : with(
                able,
                new JobCondition(
                    ConditionType.SUCCESS_CRITERIA_MET,
                    true,
                    JobCondition.COMPLETIONS_REACHED,
                    complete(figures),
                    now));
      }
    };
  }

  private static JobStatus failed(JobStatus status, Figures figures, Instant now) {
    boolean known =
        status
            .condition(ConditionType.FAILURE_TARGET)
            .filter(condition -> condition.reason().equals(figures.reason()))
            .isPresent();
    JobCondition condition =
        new JobCondition(
            ConditionType.FAILURE_TARGET, true, figures.reason(), failure(figures), now);
    return known ? status : with(without(status, ConditionType.FAILURE_TARGET), condition);
  }

  /** Of a Job that is done, nothing can fail any more, and no worker is started for it. */
  static JobSpec lifted(JobSpec spec, List<ObservedWorker> observed) {
    int active = (int) observed.stream().filter(worker -> worker.isActive()).count();
    return spec.but()
        .parallelism(active)
        .backoffLimit(Integer.MAX_VALUE)
        .podFailurePolicy(null)
        .activeDeadlineSeconds(null)
        .build();
  }

  /** The status of a Job that had ended and is open again: it begins anew. */
  static JobStatus reopened(JobStatus status, Instant now) {
    List<JobCondition> left =
        status.conditions().stream()
            .filter(condition -> condition.type() == ConditionType.SUSPENDED)
            .toList();
    return new JobStatus(
        now,
        null,
        0,
        0,
        status.terminating(),
        0,
        0,
        status.completedIndexes(),
        status.failedIndexes(),
        left,
        Backoff.NONE,
        status.settled());
  }

  /** The status with more workers of which nothing is to be counted. */
  static JobStatus settled(JobStatus status, Set<String> workers) {
    if (status.isFinished() || status.settled().containsAll(workers)) {
      return status;
    }
    Set<String> all = new HashSet<>(status.settled());
    all.addAll(workers);
    return copy(status, status.conditions(), all);
  }

  private static String complete(Figures figures) {
    return figures.failed() == 0
        ? "All items are done: %d".formatted(figures.done())
        : "%d items are done; %d failed, no more than is tolerated"
            .formatted(figures.done(), figures.failed());
  }

  private static String failure(Figures figures) {
    return switch (figures.reason()) {
      case "FailedItems" ->
          "%d of %d items failed for good".formatted(figures.failed(), figures.total());
      case "MaxFailedItemsExceeded" ->
          "%d items failed for good, more than maxFailedItems".formatted(figures.failed());
      case "FailurePolicy" -> "An item's exit code failed the Job, by onExit";
      case "ItemsLost" -> "Items were in neither the queue nor with a worker";
      default -> "The ledger has failed the Job: " + figures.reason();
    };
  }

  private static JobStatus without(JobStatus status, ConditionType type) {
    List<JobCondition> left = new ArrayList<>(status.conditions());
    left.removeIf(condition -> condition.type() == type);
    return conditions(status, left);
  }

  private static JobStatus with(JobStatus status, JobCondition condition) {
    List<JobCondition> all = new ArrayList<>(status.conditions());
    all.add(condition);
    return conditions(status, all);
  }

  private static JobStatus conditions(JobStatus status, List<JobCondition> conditions) {
    return copy(status, conditions, status.settled());
  }

  private static JobStatus copy(
      JobStatus status, List<JobCondition> conditions, Set<String> settled) {
    return new JobStatus(
        status.startTime(),
        status.completionTime(),
        status.active(),
        status.ready(),
        status.terminating(),
        status.succeeded(),
        status.failed(),
        status.completedIndexes(),
        status.failedIndexes(),
        conditions,
        status.backoff(),
        settled);
  }
}
