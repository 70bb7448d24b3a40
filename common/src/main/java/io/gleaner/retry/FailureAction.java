package io.gleaner.retry;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What a failed attempt means for its item, in the words of {@code
 * spec.podFailurePolicy.rules[].action} of a Kubernetes Job, where an item is an index.
 */
public enum FailureAction {
  /** The attempt counts, and another is made if any is left. */
  COUNT("Count"),
  /** The item fails at once, whatever attempts are left. */
  FAIL_INDEX("FailIndex"),
  /** The attempt does not count, and another is made. */
  IGNORE("Ignore"),
  /** The item fails, and the Job with it. */
  FAIL_JOB("FailJob");

  private final String word;

  FailureAction(String word) {
    this.word = word;
  }

  /** The word for it, in any case. */
  public static Optional<FailureAction> of(String word) {
    return Arrays.stream(values())
        .filter(
            action -> action.word.toLowerCase(Locale.ROOT).equals(word.toLowerCase(Locale.ROOT)))
        .findFirst();
  }

  /** The word for it. */
  public String word() {
    return word;
  }
}
