package io.gleaner.coordinator.job;

/**
 * Why a Job ends, in two phases: announced, and final once its last worker has ended.
 *
 * @param announced {@code FAILURE_TARGET} or {@code SUCCESS_CRITERIA_MET}
 * @param reason one word, Kubernetes' where it has one
 * @param message a sentence for a person
 */
record Ending(ConditionType announced, String reason, String message) {
  static Ending failure(String reason, String message) {
    return new Ending(ConditionType.FAILURE_TARGET, reason, message);
  }

  static Ending success(String reason, String message) {
    return new Ending(ConditionType.SUCCESS_CRITERIA_MET, reason, message);
  }

  static Ending of(JobCondition condition) {
    return new Ending(condition.type(), condition.reason(), condition.message());
  }

  boolean isFailure() {
    return announced == ConditionType.FAILURE_TARGET;
  }

  ConditionType last() {
    return isFailure() ? ConditionType.FAILED : ConditionType.COMPLETE;
  }
}
