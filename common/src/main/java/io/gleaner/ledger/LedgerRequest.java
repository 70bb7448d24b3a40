package io.gleaner.ledger;

import java.util.List;

/**
 * Every operation on a Job's ledger. Each is atomic (one Lua script, on Redis' clock) and may be
 * sent again when its answer was lost: repeating it changes nothing more.
 */
public sealed interface LedgerRequest {
  /** Opens the Job, or finds it open. {@code uid} becomes the Job's unless it is open already. */
  record Open(String uid, JobSpec spec) implements LedgerRequest {}

  /** Asks for, or renews, the lead over filling and coordinating, for {@code ttlMillis}. */
  record Lead(String holder, long ttlMillis) implements LedgerRequest {}

  /** Gives the lead back. */
  record StepDown(long leader) implements LedgerRequest {}

  /**
   * Every item below {@code mark} is confirmed by the broker; {@code digest} is that of their
   * bodies.
   */
  record Filled(long leader, long mark, String digest) implements LedgerRequest {}

  /** No more items will come. */
  record Seal(long leader, long total) implements LedgerRequest {}

  /** Announces a worker before its first claim. */
  record Register(WorkerInfo worker) implements LedgerRequest {}

  /** Commits outcomes, then claims items, in one call: at most {@link Exchange#MOST} of each. */
  record Exchange(String worker, List<Commit> commits, List<Claim> claims)
      implements LedgerRequest {
    /** In Redis a script hands up to four values an item to one command, 8,000 at most. */
    public static final int MOST = 1_000;

    /**
     * Checks how many there are.
     *
     * @throws IllegalArgumentException if there are too many
     */
    public Exchange {
      if (commits.size() > MOST || claims.size() > MOST) {
        throw new IllegalArgumentException(
            commits.size() + " commits and " + claims.size() + " claims: more than " + MOST);
      }
    }
  }

  /**
   * A worker's heartbeat: renews all that it holds, and registers it again where the ledger has
   * lost it.
   *
   * @param complete the worker waits for no answer that may bring a grant: what is not listed, it
   *     does not hold
   * @param epoch the last one that the worker has heard of: only who knows of a restart may take up
   *     its leases again after it, since a request that was under way before may come from a worker
   *     that is frozen and was superseded
   */
  record Renew(WorkerInfo worker, List<Held> held, boolean complete, long epoch)
      implements LedgerRequest {}

  /**
   * Gives grants back unfinished; not an attempt, up to the third in a row. A superseded grant is
   * only crossed off.
   *
   * @param started whether their handlers were started: what was not counts nothing at all
   */
  record Release(String worker, List<Grant> grants, boolean started) implements LedgerRequest {}

  /**
   * An idle worker of a Job with backup attempts ({@link JobSpec#speculate}) has nothing left to
   * claim: it would start the longest-running item of another worker a second time.
   *
   * @param worker who asks
   * @param longMillis an item that has run for so long, or longer, is worth it
   */
  record SeekStraggler(String worker, long longMillis) implements LedgerRequest {}

  /**
   * A worker's last act: its registration ends, and the reply is its verdict. Refused while the Job
   * has ended but is not quiescent.
   */
  record Leave(String worker) implements LedgerRequest {}

  /** Declares a worker dead, after its handlers were killed: its leases are lost now. */
  record Revoke(long leader, String worker) implements LedgerRequest {}

  /**
   * Takes note of a restarted Redis.
   *
   * @param alone nobody else can hold a lease (the servers were just started by the caller, under a
   *     new password, and every worker of an earlier run is dead): nothing need settle
   */
  record Recover(boolean alone) implements LedgerRequest {}

  /** Ends the Job as failed. */
  record Fail(long leader, String reason) implements LedgerRequest {}

  /** Suspends or resumes the Job. */
  record Suspend(long leader, boolean suspended) implements LedgerRequest {}

  /** Deletes the results before position {@code through}; they are safe elsewhere. */
  record Discard(long leader, long through) implements LedgerRequest {}

  /**
   * Moves dead letters (all when empty) to the list of items to be published again; reopens an
   * ended Job.
   */
  record Retry(long leader, List<Long> indexes) implements LedgerRequest {}

  /** These items of that list are confirmed by the broker. */
  record Republished(long leader, List<Long> indexes) implements LedgerRequest {}

  /** Deletes the Job; a tombstone stays for late workers. */
  record Delete(long leader) implements LedgerRequest {}

  /**
   * A grant that a worker believes it has.
   *
   * @param grant the grant
   * @param attempt its attempt, so that a ledger that has lost it counts right
   * @param batch it was granted in a batch
   * @param live false when its lease has run out by the worker's own clock: its handler is being
   *     killed, so it is still listed, but never renewed or taken up again, since another may have
   *     been granted the item and the ledger may have lost that
   */
  record Held(Grant grant, int attempt, boolean batch, boolean live) {}
}
