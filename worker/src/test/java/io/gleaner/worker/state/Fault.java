package io.gleaner.worker.state;

/** What can go wrong in the model, each a limited number of times. */
enum Fault {
  /** A worker dies, perhaps after the ledger carried out what it asked and before it learnt so. */
  CRASH,
  /**
   * A worker stands still for as long as it likes; the broker may drop its connection meanwhile.
   */
  FREEZE,
  /** A lane is lost: its deliveries go back to the queue. */
  REDELIVERY,
  /** A worker's answer from the ledger is lost with its connection. */
  CUT,
  /** Redis restarts, with all it had or with what was on disk at the last barrier. */
  ROLLBACK,
  /** What Redis has reaches the disk without a barrier. */
  SYNC,
  /** The filler dies and another starts. */
  FILLER_CRASH,
  /** A lease ends before its time. */
  EARLY_EXPIRY,
  /** Somebody seals the Job before it is filled. */
  HASTY_SEAL,
  /** A worker is asked to stop. */
  STOP,
  /** A handler fails. */
  FAILURE
}
