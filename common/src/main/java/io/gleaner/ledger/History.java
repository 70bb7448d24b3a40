package io.gleaner.ledger;

import org.pcollections.PVector;
import org.pcollections.TreePVector;

/**
 * What the ledger remembers of an item that was started and did not get done; gone once the item is
 * terminal.
 *
 * @param attempts how many starts count
 * @param notBefore when it may be granted again, on Redis' clock in milliseconds
 * @param releases how often in a row it was given back unfinished
 * @param suspect it was in a batch that was lost with its worker: it is granted alone from then on
 * @param error the last attempt's error, empty if there was none
 * @param token the newest that its leases had: who was superseded must not take up a lease again
 *     after a restart
 * @param failures the last attempts that failed or were lost, at most {@value #MOST_FAILURES}; no
 *     rule depends on them
 */
public record History(
    int attempts,
    long notBefore,
    int releases,
    boolean suspect,
    String error,
    long token,
    PVector<FailedAttempt> failures) {
  /** So many failed attempts of an item are remembered. */
  static final int MOST_FAILURES = 10;

  /** Of an item that nothing has happened to. */
  public static final History NONE = new History(0, 0, 0, false, "", 0);

  /** Without failures. */
  public History(
      int attempts, long notBefore, int releases, boolean suspect, String error, long token) {
    this(attempts, notBefore, releases, suspect, error, token, TreePVector.empty());
  }

  /** The failures with one more. */
  PVector<FailedAttempt> failuresAnd(FailedAttempt next) {
    PVector<FailedAttempt> kept = failures.size() < MOST_FAILURES ? failures : failures.minus(0);
    return kept.plus(next);
  }
}
