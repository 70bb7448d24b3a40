package io.gleaner.coordinator.job;

import java.time.Duration;

/**
 * A row of a table test: a rule of the Job controller, and the steps that show it.
 *
 * @param rule names the row
 */
record Row(String rule, Runnable steps) {
  static final String[] COMPLETE = {
    "SuccessCriteriaMet:CompletionsReached", "Complete:CompletionsReached"
  };
  static final String[] TOO_MANY = {
    "FailureTarget:BackoffLimitExceeded", "Failed:BackoffLimitExceeded"
  };
  static final String[] FAILED_BY_POLICY = {
    "FailureTarget:PodFailurePolicy", "Failed:PodFailurePolicy"
  };

  static Row row(String rule, Runnable steps) {
    return new Row(rule, steps);
  }

  static Duration seconds(long seconds) {
    return Duration.ofSeconds(seconds);
  }

  @Override
  public String toString() {
    return rule;
  }
}
