package io.gleaner.ledger;

/**
 * The ledger's rules that a model exploration has shown to be needed. Production code always has
 * all of them; a test takes one away and must see an invariant break.
 */
enum LedgerRule {
  /**
   * A token is larger than any before it even when the ledger was rolled back: it is at least
   * Redis' time.
   */
  TOKENS_OUTGROW_A_ROLLBACK,
  /** Recovery from a restart drops every lease. */
  RECOVERY_DROPS_LEASES,
  /** A lease that recovery dropped is taken up again only under its own token or a newer one. */
  SUPERSEDED_TAKE_UP_NOTHING,
  /** For one lease time after a restart nothing is granted. */
  SETTLING_GRANTS_NOTHING,
  /** For one lease time after a restart nothing is quiescent. */
  SETTLING_IS_NOT_QUIESCENT,
  /** A Job is sealed only with the total that the mark has reached. */
  SEAL_NEEDS_THE_MARK,
  /** A commit counts only under the token that the lease has. */
  COMMITS_ARE_FENCED,
  /** A batch that is lost with its worker counts as no attempt of its items. */
  BATCHES_COUNT_NO_ATTEMPT,
  /** An item of a lost batch is granted only to who starts it at once, counted. */
  SUSPECTS_ARE_GRANTED_ALONE,
  /** A backup attempt is granted only for a lease for which an idle worker has sought one. */
  BACKUPS_ARE_SOUGHT,
  /** An item has two attempts at once at the most. */
  NEVER_A_THIRD,
  /** The failure of one of two attempts is noted, and the other decides. */
  THE_OTHER_DECIDES,
  /**
   * Where a holder may come second, its registration lasts as long as its lease: who is granted
   * something is heard of.
   */
  HOLDERS_ARE_HEARD_OF,
  /** The grant of an attempt that came second stays listed until its worker gives it back. */
  LOSERS_ARE_AWAITED,
  /** A Job with an unreturned grant of a live worker is not quiescent. */
  QUIESCENCE
}
