package io.gleaner.coordinator.job;

import io.gleaner.coordinator.job.ObservedWorker.Ended;

/** When a Job fails because of its workers. It does so even after a worker has succeeded. */
final class Failing {
  private Failing() {}

  /** Announces the failure if there is one; all workers are stopped before it becomes final. */
  static void announce(StatusDraft draft, JobSpec spec) {
    if (draft.is(ConditionType.FAILURE_TARGET) || draft.is(ConditionType.SUCCESS_CRITERIA_MET)) {
      return;
    }
    Ended verdict = draft.verdict;
    if (verdict != null) {
      draft.set(
          ConditionType.FAILURE_TARGET,
          true,
          JobCondition.POD_FAILURE_POLICY,
          "Worker %s ended with exit code %d, which fails the Job"
              .formatted(verdict.id(), verdict.exitCode()));
    } else if (draft.failed > spec.backoffLimit()) {
      draft.set(
          ConditionType.FAILURE_TARGET,
          true,
          JobCondition.BACKOFF_LIMIT_EXCEEDED,
          "Job has reached the specified backoff limit");
    }
  }
}
