package io.gleaner.ledger;

/** What the ledger says to a commit. */
public sealed interface CommitOutcome {
  /** The item is terminal by this commit: done, or a dead letter. */
  record Committed() implements CommitOutcome {}

  /**
   * The failure is recorded; the item may be claimed again after the wait. Where its other attempt
   * runs, that one decides, and the wait is until its lease would end.
   */
  record RetryAfter(long waitMillis) implements CommitOutcome {}

  /**
   * The token is not the lease's, or the Job has ended: nothing was changed, and the grant counts
   * as given back.
   */
  record Refused() implements CommitOutcome {}
}
