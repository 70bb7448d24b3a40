package io.gleaner.ledger;

import io.gleaner.item.WorkItem;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * Reads a Job's ledger without changing it, for reports and for the collector. Calls block; they
 * throw a {@link io.gleaner.failure.GleanerException} as {@link Ledger#send} fails.
 */
public interface LedgerReading {
  /** The Job in figures; empty when there is none. */
  Optional<JobSummary> summary();

  /**
   * Results that wait, in the order of finishing. They are only shown, and only discarded, behind a
   * barrier passed after this call.
   *
   * @param from the position of the first one wanted, counted from the Job's first result
   * @param maxBytes stop after so many bytes, but give at least one
   */
  ResultPage results(long from, long maxBytes);

  /** Dead letters by index, from {@code from} on, at most {@code max}. */
  List<NumberedDeadLetter> deadLetters(long from, int max);

  /** Former dead letters that must be published again. */
  List<WorkItem> toRepublish();

  /**
   * Which items are terminal (done, dead, or on their way back from the dead letters): no filler
   * need publish them again.
   */
  BitSet settled();

  /**
   * A run of waiting results.
   *
   * @param from position of the first
   * @param results in order
   */
  record ResultPage(long from, List<Result> results) {}

  /** A dead letter and its item's index. */
  record NumberedDeadLetter(long index, DeadLetter letter) {}
}
