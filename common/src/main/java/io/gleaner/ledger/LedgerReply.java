package io.gleaner.ledger;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The ledger's answers. {@link Restarted} and {@link Absent} may answer any request; nothing was
 * changed then.
 */
public sealed interface LedgerReply {
  /**
   * The Job is open.
   *
   * @param created whether this request opened it
   */
  record Opened(
      String uid,
      long generation,
      boolean created,
      long mark,
      String digest,
      long total,
      JobView view)
      implements LedgerReply {}

  /** The name is taken by a Job with another spec. */
  record Taken(JobSpec spec) implements LedgerReply {}

  /** The caller leads, under this token. */
  record Leading(long token) implements LedgerReply {}

  /** Somebody else leads, for so long unless renewed: nothing was changed. */
  record NotLeader(String holder, long waitMillis) implements LedgerReply {}

  /** Done as asked. */
  record Accepted() implements LedgerReply {}

  /**
   * Not sealed: the mark is not the total, or another total is sealed already ({@code total} is
   * then not −1).
   */
  record SealRefused(long mark, long total) implements LedgerReply {}

  /** The worker is registered. */
  record Registered(String uid, JobSpec spec, JobView view) implements LedgerReply {}

  /** Outcomes in the order of the request. */
  record Exchanged(List<CommitOutcome> commits, List<ClaimOutcome> claims, JobView view)
      implements LedgerReply {}

  /** Whether each grant is still held, in the order of the request. */
  record Renewed(List<Boolean> held, JobView view) implements LedgerReply {}

  /** The grants are crossed off. */
  record Released(JobView view) implements LedgerReply {}

  /**
   * What became of a search for a straggler.
   *
   * @param index the item, whose holder was told to hand its delivery on; {@link #NONE} for none
   * @param waitMillis for none: until one may be worth it, 0 if there is nothing to wait for
   */
  record Sought(long index, long waitMillis, JobView view) implements LedgerReply {
    /** No item. */
    public static final long NONE = -1;

    /** Whether there is one. */
    public boolean found() {
      return index != NONE;
    }
  }

  /** The worker is gone, and this is the verdict. */
  record Left(JobView view) implements LedgerReply {}

  /** The Job has ended but is not quiescent: the worker is still registered. */
  record NotQuiescent(JobView view) implements LedgerReply {}

  /** The ledger has taken note of the restart. */
  record Recovered(long epoch) implements LedgerReply {}

  /** The dead letters to be published again; {@code reopened} when the Job had ended. */
  record Retrying(List<Long> indexes, boolean reopened) implements LedgerReply {}

  /** An ended Job with registered workers or unfinished grants cannot be reopened yet. */
  record Busy(int workers) implements LedgerReply {}

  /** Redis is not the process that the ledger was last used in: recover first. */
  record Restarted() implements LedgerReply {}

  /**
   * There is no such Job, or it has another uid now; the verdict of a deleted one if its tombstone
   * is there.
   */
  record Absent(@Nullable JobView verdict) implements LedgerReply {}
}
