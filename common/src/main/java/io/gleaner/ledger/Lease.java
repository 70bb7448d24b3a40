package io.gleaner.ledger;

/**
 * An item's current lease.
 *
 * @param worker who holds it
 * @param token its fencing token
 * @param attempt what the item's attempts come to when this one fails, from 1
 * @param batch it was granted in a batch: whether its handler was started, only the worker knows
 * @param expiresAt on Redis' clock, milliseconds since the epoch
 */
public record Lease(String worker, long token, int attempt, boolean batch, long expiresAt) {
  Lease until(long time) {
    return new Lease(worker, token, attempt, batch, time);
  }

  /** The same, counted as another attempt. */
  Lease counting(int number) {
    return new Lease(worker, token, number, batch, expiresAt);
  }

  /** The same, or started at once where that is what is asked for now. */
  Lease in(boolean aBatch) {
    return new Lease(worker, token, attempt, batch && aBatch, expiresAt);
  }
}
