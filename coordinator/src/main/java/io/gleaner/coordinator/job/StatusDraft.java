package io.gleaner.coordinator.job;

import io.gleaner.coordinator.job.spec.IndexRanges;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A status in the making: one reconciliation's, changed by one policy after the other. */
final class StatusDraft {
  final Instant now;
  @Nullable Instant startTime;
  @Nullable Instant completionTime;
  int active;
  int ready;
  int terminating;
  int succeeded;
  int failed;
  IndexRanges completedIndexes;
  @Nullable IndexRanges failedIndexes;
  final List<JobCondition> conditions;
  Backoff backoff;
  final Set<String> settled;

  StatusDraft(JobStatus status, Instant now) {
    this.now = now;
    startTime = status.startTime();
    completionTime = status.completionTime();
    succeeded = status.succeeded();
    failed = status.failed();
    completedIndexes = status.completedIndexes();
    failedIndexes = status.failedIndexes();
    conditions = new ArrayList<>(status.conditions());
    backoff = status.backoff();
    settled = new HashSet<>(status.settled());
  }

  boolean is(ConditionType type) {
    return condition(type).isPresent();
  }

  Optional<JobCondition> condition(ConditionType type) {
    return conditions.stream().filter(c -> c.type() == type && c.status()).findFirst();
  }

  /** Sets a condition; its time stays what it was if it was so already. */
  void set(ConditionType type, boolean status, String reason, String message) {
    JobCondition wanted = new JobCondition(type, status, reason, message, now);
    for (int i = 0; i < conditions.size(); i++) {
      JobCondition present = conditions.get(i);
      if (present.type() == type) {
        if (present.status() != status) {
          conditions.set(i, wanted);
        }
        return;
      }
    }
    conditions.add(wanted);
  }

  JobStatus status() {
    return new JobStatus(
        startTime,
        completionTime,
        active,
        ready,
        terminating,
        succeeded,
        failed,
        completedIndexes,
        failedIndexes,
        conditions,
        backoff,
        settled);
  }
}
