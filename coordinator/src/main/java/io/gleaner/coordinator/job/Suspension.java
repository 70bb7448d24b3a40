package io.gleaner.coordinator.job;

/** Suspend and resume: the condition, and the start time, which a resumed Job gets anew. */
final class Suspension {
  private Suspension() {}

  /** A Job that is not suspended has a start time, whatever becomes of it. */
  static void start(Round round) {
    if (round.draft.startTime == null && !round.spec.suspend()) {
      round.draft.startTime = round.now;
    }
  }

  /** Only a Job that does not end is suspended or resumed. */
  static void note(Round round) {
    StatusDraft draft = round.draft;
    if (round.spec.suspend()) {
      draft.set(ConditionType.SUSPENDED, true, JobCondition.JOB_SUSPENDED, "Job suspended");
      draft.startTime = null;
    } else if (draft.is(ConditionType.SUSPENDED)) {
      draft.set(ConditionType.SUSPENDED, false, JobCondition.JOB_RESUMED, "Job resumed");
      draft.startTime = round.now;
    }
  }
}
