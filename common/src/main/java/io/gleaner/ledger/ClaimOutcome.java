package io.gleaner.ledger;

/**
 * What the ledger says to a claim. Times are spans, since a worker never compares its clock with
 * Redis'.
 */
public sealed interface ClaimOutcome {
  /** The item is the claimant's. A claim repeated by the holder is answered with the same grant. */
  record Granted(long token, int attempt) implements ClaimOutcome {}

  /** Not due yet (retry delay, or Redis has just restarted). */
  record NotYet(long waitMillis) implements ClaimOutcome {}

  /**
   * It is granted only to who starts it at once, so that its attempts count: it was in a batch that
   * was lost with its worker, which may have been its fault, or this would be its backup attempt.
   */
  record Suspect() implements ClaimOutcome {}

  /** Another worker holds it, for so long unless it renews. */
  record HeldByAnother(long waitMillis) implements ClaimOutcome {}

  /** Done or a dead letter: the delivery may be acknowledged behind a barrier. */
  record Terminal() implements ClaimOutcome {}

  /**
   * Out of attempts, and without its body it cannot become a dead letter: claim again with the
   * body.
   */
  record BodyWanted() implements ClaimOutcome {}

  /** This very claim made it a dead letter. */
  record OutOfAttempts() implements ClaimOutcome {}

  /** The Job is suspended. */
  record Suspended() implements ClaimOutcome {}

  /** Too many bytes of results wait to be collected; nothing is granted until they are. */
  record ResultsFull(long waitingBytes) implements ClaimOutcome {}

  /** The Job has ended. */
  record Ended() implements ClaimOutcome {}

  /** No item of this Job has such an index: the message is to be set aside. */
  record NotAnItem() implements ClaimOutcome {}
}
