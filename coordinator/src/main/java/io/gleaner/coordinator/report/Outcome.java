package io.gleaner.coordinator.report;

import io.gleaner.item.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * How one item ended, as the coordinator collects it from the ledger.
 *
 * @param index the item's index, from 0
 * @param item the item itself
 * @param attempt the number of the attempt that decided, from 1
 * @param worker the id of the worker that ran it
 * @param done true if the item is done, false if it failed for good
 * @param exitCode what the command exited with; 128 + n if signal n ended it, as shells say; -1 if
 *     it ended in neither way
 * @param startedAtMillis when the attempt started, in milliseconds since 1970
 * @param durationMillis how long it ran, in milliseconds
 * @param output what it wrote to standard output
 * @param error why it failed, for a person; null if it is done
 */
public record Outcome(
    long index,
    Bytes item,
    int attempt,
    String worker,
    boolean done,
    int exitCode,
    long startedAtMillis,
    long durationMillis,
    Bytes output,
    @Nullable String error) {
  /** Refuses a negative index. */
  public Outcome {
    if (index < 0) {
      throw new IllegalArgumentException("an item's index counts from 0, not " + index);
    }
  }
}
