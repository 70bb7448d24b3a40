package io.gleaner.worker.state;

/**
 * The worker's rules that a model exploration has shown to be needed. Production code always has
 * all of them; a test takes one away and must see an invariant break.
 */
enum WorkerRule {
  /**
   * Whoever made the fact: a delivery is acknowledged only behind a barrier passed after the fact
   * was known.
   */
  ACKNOWLEDGE_BEHIND_A_BARRIER,
  /** What the ledger says of an item covers the deliveries that were in hand when it was asked. */
  FACTS_COVER_WHAT_WAS_IN_HAND,
  /** A barrier that breaks says nothing: ask the ledger again. */
  A_BROKEN_BARRIER_IS_VOID,
  /** The end itself is durable before the worker leaves with it. */
  EXIT_BEHIND_A_BARRIER,
  /** An end that was made durable is not that of a Job which was reopened and ended again. */
  AN_END_IS_OF_ITS_EPOCH,
  /** A delivery whose item another holds stays unacknowledged, aside. */
  PARK_WHAT_ANOTHER_HOLDS,
  /** A parked delivery does not use up the credit of a free slot. */
  PARKING_TAKES_NO_SLOT,
  /** A handler is killed before its lease can expire; after a thaw that is the first thing done. */
  LEASES_ARE_NOT_OUTLIVED,
  /** A worker starts nothing under a token that is not newer than all that it has started under. */
  A_TOKEN_IS_FOR_ONE_START
}
