package io.gleaner.coordinator.job;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A status in the making: one reconciliation's, changed by one policy after the other. */
final class StatusDraft {
  final Instant now;
  @Nullable Instant startTime;
  @Nullable Instant completionTime;
  int active;
  int terminating;
  int succeeded;
  int failed;
  final List<JobCondition> conditions;
  Backoff backoff;
  final Set<String> counted;
  final Set<String> dismissed;

  /** The first worker whose end, counted just now, fails the Job. */
  ObservedWorker.@Nullable Ended verdict;

  StatusDraft(JobStatus status, Instant now) {
    this.now = now;
    startTime = status.startTime();
    completionTime = status.completionTime();
    succeeded = status.succeeded();
    failed = status.failed();
    conditions = new ArrayList<>(status.conditions());
    backoff = status.backoff();
    counted = new HashSet<>(status.counted());
    dismissed = new HashSet<>(status.dismissed());
  }

  boolean is(ConditionType type) {
    return conditions.stream().anyMatch(c -> c.type() == type && c.status());
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

  /** The ending {@code to} follows its announcement {@code from}, for the same reason. */
  void follow(ConditionType from, ConditionType to) {
    conditions.stream()
        .filter(c -> c.type() == from)
        .findFirst()
        .ifPresent(c -> set(to, true, c.reason(), c.message()));
  }

  JobStatus status() {
    return new JobStatus(
        startTime,
        completionTime,
        active,
        terminating,
        succeeded,
        failed,
        conditions,
        backoff,
        counted,
        dismissed);
  }
}
