package io.gleaner.coordinator.job;

import java.util.Locale;

/** What may be true of a Job, by Kubernetes' names. */
public enum ConditionType {
  /** Its workers are stopped until it is resumed. */
  SUSPENDED,
  /** It is going to fail, as soon as its last worker has ended. */
  FAILURE_TARGET,
  /** It has failed. */
  FAILED,
  /** It is going to be complete, as soon as its last worker has ended. */
  SUCCESS_CRITERIA_MET,
  /** It is complete. */
  COMPLETE;

  /** The name as Kubernetes writes it: {@code SuccessCriteriaMet}. */
  public String text() {
    StringBuilder text = new StringBuilder();
    for (String word : name().split("_", -1)) {
      text.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
    }
    return text.toString();
  }
}
