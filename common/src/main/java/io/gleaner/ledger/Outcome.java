package io.gleaner.ledger;

import io.gleaner.item.Bytes;
import io.gleaner.retry.FailureAction;

/**
 * How one attempt ended.
 *
 * @param kind what it means
 * @param exitCode of the command; 0 or 1 for a handler that is no command; 128 + signal where a
 *     signal ended it
 * @param output what it wrote to standard output
 * @param error a sentence that says what went wrong, empty when done
 * @param errorTail the end of its standard error
 * @param startedAt milliseconds since the epoch, on the worker's clock, for reports only
 * @param durationMillis how long it ran
 */
public record Outcome(
    Kind kind,
    int exitCode,
    Bytes output,
    String error,
    String errorTail,
    long startedAt,
    long durationMillis) {
  /** What the attempt means for its item. */
  public enum Kind {
    /** The item is done. */
    DONE,
    /** Worth another attempt, if any is left. */
    FAILED,
    /** Not worth another attempt. */
    FAILED_FOR_GOOD,
    /** Worth another attempt, and this one does not count. */
    IGNORED,
    /** Not worth another attempt, and the Job fails with it. */
    FAILED_THE_JOB;

    /** What a failed attempt means by the policy. */
    public static Kind of(FailureAction action) {
      return switch (action) {
        case COUNT -> FAILED;
        case FAIL_INDEX -> FAILED_FOR_GOOD;
        case IGNORE -> IGNORED;
        case FAIL_JOB -> FAILED_THE_JOB;
      };
    }
  }

  /** The same outcome, meaning something else. */
  public Outcome as(Kind other) {
    return new Outcome(other, exitCode, output, error, errorTail, startedAt, durationMillis);
  }
}
