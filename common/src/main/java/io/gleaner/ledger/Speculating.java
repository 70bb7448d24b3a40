package io.gleaner.ledger;

import static io.gleaner.ledger.LedgerRule.BACKUPS_ARE_SOUGHT;
import static io.gleaner.ledger.LedgerRule.HOLDERS_ARE_HEARD_OF;
import static io.gleaner.ledger.LedgerRule.LOSERS_ARE_AWAITED;
import static io.gleaner.ledger.LedgerRule.NEVER_A_THIRD;

import io.gleaner.ledger.CommitOutcome.RetryAfter;
import io.gleaner.ledger.LedgerReply.Sought;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pcollections.PVector;

/**
 * Backup attempts: an item's next attempt, started while the one before still runs. The lease of
 * the first stays the item's; that of the second lies beside it and takes its place when it ends
 * without deciding the item.
 */
final class Speculating {
  /** Backups are for the end of a Job: nobody looks for one while more items are in flight. */
  static final int MOST_IN_FLIGHT = 1_000;

  private static final long MICROS_PER_MILLI = 1_000;

  private Speculating() {}

  /**
   * Chooses the longest-running item for which nobody was asked yet, and else the longest-running
   * one whose backup was asked for and has not started: whoever was told may not have heard it.
   */
  static LedgerReply seek(LedgerDraft draft, LedgerRequest.SeekStraggler seek) {
    boolean possible =
        draft.spec.speculate()
            && !draft.phase.terminal()
            && draft.total >= 0
            && !draft.suspended
            && !draft.settling()
            && draft.leases.size() <= MOST_IN_FLIGHT;
    if (!possible) {
      return new Sought(Sought.NONE, 0, draft.view());
    }
    long fresh = Sought.NONE;
    long again = Sought.NONE;
    for (Map.Entry<Long, Lease> entry : draft.leases.entrySet()) {
      Lease lease = entry.getValue();
      if (worthIt(draft, lease, seek.worker())) {
        long index = entry.getKey();
        Backup backup = draft.backups.get(index);
        if (backup == null) {
          fresh = older(draft, fresh, index);
        } else if (backup instanceof Backup.Wanted) {
          again = older(draft, again, index);
        }
      }
    }
    long wait =
        fresh == Sought.NONE
            ? 0
            : Math.max(0, startedAt(draft, fresh) + seek.longMillis() - draft.now);
    if (fresh != Sought.NONE && wait == 0) {
      draft.backups = draft.backups.plus(fresh, new Backup.Wanted());
      return new Sought(fresh, 0, draft.view());
    }
    return again == Sought.NONE
        ? new Sought(Sought.NONE, wait, draft.view())
        : new Sought(again, 0, draft.view());
  }

  /** Started for sure, by another, and with an attempt left for the backup. */
  private static boolean worthIt(LedgerDraft draft, Lease lease, String asker) {
    return !lease.batch()
        && !lease.worker().equals(asker)
        && draft.workers.containsKey(lease.worker())
        && draft.now < lease.expiresAt()
        && lease.attempt() < draft.spec.retry().maxAttempts();
  }

  private static long older(LedgerDraft draft, long best, long index) {
    return best == Sought.NONE || token(draft, index) < token(draft, best) ? index : best;
  }

  /** A token is the time of its grant, unless Redis' clock was put back. */
  private static long startedAt(LedgerDraft draft, long index) {
    return token(draft, index) / MICROS_PER_MILLI;
  }

  private static long token(LedgerDraft draft, long index) {
    Lease lease = draft.leases.get(index);
    return lease == null ? Long.MAX_VALUE : lease.token();
  }

  /**
   * A claim of what another holds: its own backup's grant again, a backup where one was sought, or
   * null.
   */
  static @Nullable ClaimOutcome claim(LedgerDraft draft, String worker, Claim claim, Lease lease) {
    if (!draft.spec.speculate()) {
      return null;
    }
    long index = claim.index();
    Lease backup = draft.backup(index);
    if (backup != null && draft.now >= backup.expiresAt()) {
      lose(draft, index, backup, backup.expiresAt());
      return null;
    }
    if (backup != null && backup.worker().equals(worker)) {
      return grant(draft, index, backup.until(draft.now + draft.spec.leaseMillis()));
    }
    boolean due =
        draft.backups.get(index) instanceof Backup.Wanted
            || (backup != null && !draft.has(NEVER_A_THIRD))
            || (draft.backups.get(index) == null && !draft.has(BACKUPS_ARE_SOUGHT));
    if (!due || draft.suspended || draft.settling() || !draft.workers.containsKey(worker)) {
      return null;
    }
    if (claim.batch()) {
      return new ClaimOutcome.Suspect();
    }
    long until = draft.now + draft.spec.leaseMillis();
    return grant(
        draft, index, new Lease(worker, draft.newToken(), lease.attempt() + 1, false, until));
  }

  /**
   * Whoever is granted something may come second, and is then awaited for as long as it is
   * registered: for that long at least its handler may run.
   */
  static void granted(LedgerDraft draft, String worker) {
    WorkerRecord record = draft.workers.get(worker);
    if (draft.spec.speculate() && record != null && draft.has(HOLDERS_ARE_HEARD_OF)) {
      draft.workers =
          draft.workers.plus(
              worker, new WorkerRecord(record.info(), record.registeredAt(), draft.now));
    }
  }

  private static ClaimOutcome grant(LedgerDraft draft, long index, Lease lease) {
    draft.backups = draft.backups.plus(index, new Backup.Running(lease));
    draft.grants = draft.grants.plus(new Grant(index, lease.token()), lease.worker());
    return new ClaimOutcome.Granted(lease.token(), lease.attempt());
  }

  /** Worth another attempt, and that one runs already. */
  static CommitOutcome leftToTheOther(
      LedgerDraft draft,
      Commit commit,
      Lease committing,
      boolean counts,
      PVector<FailedAttempt> failures) {
    long index = commit.grant().index();
    History before = draft.history(index);
    draft.retries++;
    Lease left =
        goOn(
            draft,
            index,
            committing,
            counts,
            new History(
                before.attempts(),
                before.notBefore(),
                0,
                before.suspect(),
                commit.outcome().error(),
                before.token(),
                failures));
    return new RetryAfter(Math.max(0, left.expiresAt() - draft.now));
  }

  /** The item is decided; the handler of its other attempt still runs, until its worker hears. */
  static void letGo(LedgerDraft draft, long index, @Nullable Lease other) {
    if (other != null && !draft.has(LOSERS_ARE_AWAITED)) {
      draft.grants = draft.grants.minus(new Grant(index, other.token()));
    }
  }

  /** One of two attempts ended with its worker: it counts, and the other goes on. */
  static void lose(LedgerDraft draft, long index, Lease lost, long at) {
    if (!draft.live(lost.worker())) {
      draft.grants = draft.grants.minus(new Grant(index, lost.token()));
    }
    draft.retries++;
    History before = draft.history(index);
    FailedAttempt failure =
        new FailedAttempt(lost.attempt(), lost.worker(), -1, at, Exchanging.LOST);
    String error = before.error().isEmpty() ? Exchanging.LOST : before.error();
    goOn(
        draft,
        index,
        lost,
        true,
        new History(
            before.attempts(),
            before.notBefore(),
            0,
            before.suspect(),
            error,
            before.token(),
            before.failuresAnd(failure)));
  }

  /**
   * One of two attempts has ended and has not decided the item: the other is all that is left, and
   * has the item's lease.
   *
   * @param counts whether the attempt counts
   * @param history what is remembered; attempts and token are filled in here
   * @return the lease that is left
   */
  static Lease goOn(LedgerDraft draft, long index, Lease ended, boolean counts, History history) {
    Lease first = draft.leases.get(index);
    Lease second = draft.backup(index);
    if (first == null || second == null) {
      throw new IllegalStateException("item " + index + " has no two attempts");
    }
    boolean firstEnded = ended.token() == first.token();
    int number = counts ? first.attempt() + 1 : first.attempt();
    Lease left = (firstEnded ? second : first).counting(number);
    draft.leases = draft.leases.plus(index, left);
    draft.backups =
        firstEnded ? draft.backups.minus(index) : draft.backups.plus(index, new Backup.Spent());
    draft.histories =
        draft.histories.plus(
            index,
            new History(
                counts ? first.attempt() : history.attempts(),
                history.notBefore(),
                history.releases(),
                history.suspect(),
                history.error(),
                Math.max(history.token(), second.token()),
                history.failures()));
    return left;
  }
}
