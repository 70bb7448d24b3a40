package io.gleaner.coordinator.report;

import java.util.OptionalLong;

/**
 * How far a Job is, as a glance at the ledger tells.
 *
 * @param filled items published so far
 * @param total all items, once the Job is sealed
 * @param done items done, those of earlier runs too
 * @param failed items failed for good
 * @param running items that a worker runs now
 */
public record Counts(long filled, OptionalLong total, long done, long failed, long running) {
  /** Items that have ended. */
  public long ended() {
    return done + failed;
  }
}
