package io.gleaner.coordinator.job;

/**
 * When a work queue is complete: a worker has succeeded, and none is active. Failures beside the
 * success do not matter as long as backoffLimit bears them.
 */
final class Completing {
  private Completing() {}

  static void announce(StatusDraft draft) {
    if (draft.succeeded > 0 && draft.active == 0 && !draft.is(ConditionType.FAILURE_TARGET)) {
      draft.set(
          ConditionType.SUCCESS_CRITERIA_MET,
          true,
          JobCondition.COMPLETIONS_REACHED,
          "Reached expected number of succeeded pods");
    }
  }
}
