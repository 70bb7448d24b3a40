package io.gleaner.worker.state;

/**
 * What can go wrong in the model, or be asked of it from outside, each a limited number of times.
 */
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
  /** Redis comes back with what was on disk before the last barrier: an old copy. */
  OLD_COPY,
  /** What Redis has reaches the disk without a barrier. */
  SYNC,
  /** A filler, or a coordinator that retries, dies and another starts. */
  FILLER_CRASH,
  /** A lease ends before its time. */
  EARLY_EXPIRY,
  /** A coordinator's lead ends before its time: it stood still, or was cut off. */
  LEAD_LOST,
  /** Somebody seals the Job before it is filled. */
  HASTY_SEAL,
  /** A worker is asked to stop. */
  STOP,
  /** A handler fails. */
  FAILURE,
  /** Somebody asks for the dead letters to be retried. */
  RETRY,
  /** A coordinator fails the Job. */
  FAIL,
  /** A launcher has seen a worker's process end, and revokes what it had. */
  REVOKE,
  /** The Job's end is durable, and somebody deletes the Job. */
  DELETE,
  /** Somebody suspends the Job. */
  SUSPEND,
  /** Somebody resumes it. */
  RESUME
}
