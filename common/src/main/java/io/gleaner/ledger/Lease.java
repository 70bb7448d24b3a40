package io.gleaner.ledger;

/**
 * An item's current lease.
 *
 * @param worker who holds it
 * @param token its fencing token
 * @param attempt which start of the item's handler it is for, from 1
 * @param expiresAt on Redis' clock, milliseconds since the epoch
 */
public record Lease(String worker, long token, int attempt, long expiresAt) {
  Lease until(long time) {
    return new Lease(worker, token, attempt, time);
  }
}
