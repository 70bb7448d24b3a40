package io.gleaner.coordinator.job;

/** Suspend and resume: the condition, and the start time, which a resumed Job gets anew. */
final class Suspension {
  private Suspension() {}

  static void note(StatusDraft draft, JobSpec spec) {
    if (spec.suspend()) {
      draft.set(ConditionType.SUSPENDED, true, JobCondition.JOB_SUSPENDED, "Job suspended");
      draft.startTime = null;
      return;
    }
    if (draft.is(ConditionType.SUSPENDED)) {
      draft.set(ConditionType.SUSPENDED, false, JobCondition.JOB_RESUMED, "Job resumed");
    }
    if (draft.startTime == null) {
      draft.startTime = draft.now;
    }
  }
}
