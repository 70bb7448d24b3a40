package io.gleaner.ledger;

import io.gleaner.item.Bytes;

/**
 * How one attempt ended.
 *
 * @param kind done, failed, or failed for good
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
    FAILED_FOR_GOOD
  }
}
