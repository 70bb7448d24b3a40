package io.gleaner.ledger;

/**
 * What the ledger remembers of an item that was started and did not get done; gone once the item is
 * terminal.
 *
 * @param attempts how many starts count
 * @param notBefore when it may be granted again, on Redis' clock in milliseconds
 * @param releases how often in a row it was given back unfinished
 * @param error the last attempt's error, empty if there was none
 * @param token the newest that its leases had: who was superseded must not take up a lease again
 *     after a restart
 */
public record History(int attempts, long notBefore, int releases, String error, long token) {
  /** Of an item that nothing has happened to. */
  public static final History NONE = new History(0, 0, 0, "", 0);
}
