package io.gleaner.coordinator.job;

/** Endings have two phases: announced, and final once the last worker has ended. */
final class Finishing {
  private Finishing() {}

  static void finish(StatusDraft draft) {
    if (draft.active > 0 || draft.terminating > 0) {
      return;
    }
    if (draft.is(ConditionType.FAILURE_TARGET)) {
      draft.follow(ConditionType.FAILURE_TARGET, ConditionType.FAILED);
    } else if (draft.is(ConditionType.SUCCESS_CRITERIA_MET)) {
      draft.follow(ConditionType.SUCCESS_CRITERIA_MET, ConditionType.COMPLETE);
      draft.completionTime = draft.now;
    }
  }
}
