package io.gleaner.worker.handler;

import io.gleaner.item.Bytes;

/**
 * How an attempt ended.
 *
 * @param kind what it means for the item
 * @param exitCode a command's exit code, 128 + the signal's number when a signal ended it; 0 or 1
 *     for Java code, 127 and 126 when a command was not found or could not be executed
 * @param output the item's result, or what there was of it by then
 * @param error one sentence that says what went wrong; empty when done
 * @param stderrTail the end of its standard error, at most 4 KiB of it
 * @param startedAt when it started, in milliseconds since 1970 on this machine's clock
 * @param durationMillis how long it took, on the monotonic clock
 */
public record Ending(
    Kind kind,
    int exitCode,
    Bytes output,
    String error,
    String stderrTail,
    long startedAt,
    long durationMillis) {

  /** What an ending means for the item. */
  public enum Kind {
    /** The item is processed. */
    DONE,
    /** This attempt failed; another may be made. */
    FAILED,
    /** The item can never be processed; no other attempt is worth making. */
    FAILED_FOR_GOOD
  }
}
