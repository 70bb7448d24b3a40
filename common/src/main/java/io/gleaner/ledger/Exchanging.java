package io.gleaner.ledger;

import static io.gleaner.ledger.LedgerRule.BATCHES_COUNT_NO_ATTEMPT;
import static io.gleaner.ledger.LedgerRule.COMMITS_ARE_FENCED;
import static io.gleaner.ledger.LedgerRule.SETTLING_GRANTS_NOTHING;
import static io.gleaner.ledger.LedgerRule.SUSPECTS_ARE_GRANTED_ALONE;
import static io.gleaner.ledger.LedgerRule.THE_OTHER_DECIDES;

import io.gleaner.item.Bytes;
import io.gleaner.ledger.CommitOutcome.Committed;
import io.gleaner.ledger.CommitOutcome.Refused;
import io.gleaner.ledger.CommitOutcome.RetryAfter;
import io.gleaner.ledger.LedgerReply.Exchanged;
import java.util.ArrayList;
import java.util.List;
import org.pcollections.PVector;

/** Commits and claims. */
final class Exchanging {
  /** The error of an item whose attempt ended with its worker. */
  static final String LOST = "lost with its worker";

  private Exchanging() {}

  static LedgerReply exchange(LedgerDraft draft, LedgerRequest.Exchange exchange) {
    List<CommitOutcome> commits = new ArrayList<>();
    for (Commit commit : exchange.commits()) {
      commits.add(commit(draft, exchange.worker(), commit));
    }
    List<ClaimOutcome> claims = new ArrayList<>();
    for (Claim claim : exchange.claims()) {
      claims.add(claim(draft, exchange.worker(), claim));
    }
    if (claims.stream().anyMatch(ClaimOutcome.Granted.class::isInstance)) {
      Speculating.granted(draft, exchange.worker());
    }
    return new Exchanged(commits, claims, draft.view());
  }

  private static CommitOutcome commit(LedgerDraft draft, String worker, Commit commit) {
    Grant grant = commit.grant();
    long index = grant.index();
    draft.grants = draft.grants.minus(grant);
    if (draft.phase.terminal() || draft.terminal(index)) {
      return new Refused();
    }
    Lease lease = draft.leases.get(index);
    Lease backup = draft.backup(index);
    boolean second = backup != null && backup.token() == grant.token();
    boolean fenced = lease == null || lease.token() != grant.token();
    if (draft.has(COMMITS_ARE_FENCED) && fenced && !second) {
      return new Refused();
    }
    Lease committing = second ? backup : lease;
    Lease other = second ? lease : backup;
    Outcome outcome = commit.outcome();
    if (outcome.kind() == Outcome.Kind.DONE) {
      draft.unlease(index);
      draft.done = draft.done.plus(index);
      Speculating.letGo(draft, index, other);
      draft.histories = draft.histories.minus(index);
      Collecting.add(draft, result(worker, commit, true));
      Ending.endIfOver(draft);
      return new Committed();
    }
    boolean counts = outcome.kind() != Outcome.Kind.IGNORED;
    int number = committing == null ? commit.attempt() : committing.attempt();
    int attempts = counts ? number : number - 1;
    boolean failsTheJob = outcome.kind() == Outcome.Kind.FAILED_THE_JOB;
    boolean forGood = failsTheJob || outcome.kind() == Outcome.Kind.FAILED_FOR_GOOD;
    PVector<FailedAttempt> failures =
        draft
            .history(index)
            .failuresAnd(
                new FailedAttempt(
                    commit.attempt(), worker, outcome.exitCode(), draft.now, outcome.error()));
    if (!forGood && committing != null && other != null && draft.has(THE_OTHER_DECIDES)) {
      return Speculating.leftToTheOther(draft, commit, committing, counts, failures);
    }
    if (forGood || attempts >= draft.spec.retry().maxAttempts()) {
      if (failsTheJob) {
        Ending.fail(draft, Ending.FAILURE_POLICY);
      }
      DeadLetter letter =
          new DeadLetter(
              commit.item(),
              attempts,
              outcome.exitCode(),
              outcome.error(),
              outcome.errorTail(),
              failures);
      bury(draft, index, letter, result(worker, commit, false));
      Speculating.letGo(draft, index, other);
      return new Committed();
    }
    draft.unlease(index);
    draft.retries++;
    long wait = draft.spec.retry().delayMillis(commit.attempt(), commit.jitter());
    draft.histories =
        draft.histories.plus(
            index,
            new History(
                attempts,
                draft.now + wait,
                0,
                draft.history(index).suspect(),
                outcome.error(),
                Math.max(grant.token(), draft.history(index).token()),
                failures));
    return new RetryAfter(wait);
  }

  private static ClaimOutcome claim(LedgerDraft draft, String worker, Claim claim) {
    long index = claim.index();
    if (draft.phase.terminal()) {
      return new ClaimOutcome.Ended();
    }
    if (index >= JobSpec.MAX_ITEMS) {
      return new ClaimOutcome.NotAnItem();
    }
    if (draft.terminal(index)) {
      return new ClaimOutcome.Terminal();
    }
    if (draft.total >= 0 && index >= draft.total) {
      return new ClaimOutcome.NotAnItem();
    }
    Lease lease = draft.leases.get(index);
    if (lease != null && draft.now >= lease.expiresAt() && draft.backup(index) != null) {
      Speculating.lose(draft, index, lease, lease.expiresAt());
      lease = draft.leases.get(index);
    }
    if (lease != null && draft.now < lease.expiresAt()) {
      return held(draft, worker, claim, lease);
    }
    if (draft.suspended) {
      return new ClaimOutcome.Suspended();
    }
    if (draft.settling() && draft.has(SETTLING_GRANTS_NOTHING)) {
      return new ClaimOutcome.NotYet(draft.settlingUntil - draft.now);
    }
    if (lease != null) {
      lose(draft, index, lease, lease.expiresAt(), claim.jitter());
    }
    History history = draft.history(index);
    if (history.attempts() >= draft.spec.retry().maxAttempts()) {
      return outOfAttempts(draft, worker, claim, history);
    }
    if (draft.now < history.notBefore()) {
      return new ClaimOutcome.NotYet(history.notBefore() - draft.now);
    }
    long limit = draft.spec.maxWaitingResultBytes();
    if (limit >= 0 && draft.resultBytes >= limit) {
      return new ClaimOutcome.ResultsFull(draft.resultBytes);
    }
    if (claim.batch() && history.suspect() && draft.has(SUSPECTS_ARE_GRANTED_ALONE)) {
      return new ClaimOutcome.Suspect();
    }
    return grant(
        draft,
        index,
        new Lease(
            worker,
            draft.newToken(),
            history.attempts() + 1,
            claim.batch(),
            draft.now + draft.spec.leaseMillis()));
  }

  private static ClaimOutcome held(LedgerDraft draft, String worker, Claim claim, Lease lease) {
    if (lease.worker().equals(worker)) {
      long until = draft.now + draft.spec.leaseMillis();
      return grant(draft, claim.index(), lease.in(claim.batch()).until(until));
    }
    ClaimOutcome backup = Speculating.claim(draft, worker, claim, lease);
    return backup == null ? new ClaimOutcome.HeldByAnother(lease.expiresAt() - draft.now) : backup;
  }

  private static ClaimOutcome grant(LedgerDraft draft, long index, Lease lease) {
    draft.leases = draft.leases.plus(index, lease);
    draft.grants = draft.grants.plus(new Grant(index, lease.token()), lease.worker());
    return new ClaimOutcome.Granted(lease.token(), lease.attempt());
  }

  private static ClaimOutcome outOfAttempts(
      LedgerDraft draft, String worker, Claim claim, History history) {
    if (claim.body() == null) {
      return new ClaimOutcome.BodyWanted();
    }
    String error = history.error();
    bury(
        draft,
        claim.index(),
        new DeadLetter(claim.body(), history.attempts(), -1, error, "", history.failures()),
        new Result(
            claim.index(),
            claim.body(),
            history.attempts(),
            worker,
            false,
            -1,
            draft.now,
            0,
            Bytes.EMPTY,
            error));
    return new ClaimOutcome.OutOfAttempts();
  }

  private static void bury(LedgerDraft draft, long index, DeadLetter letter, Result result) {
    draft.dead = draft.dead.plus(index, letter);
    draft.unlease(index);
    draft.histories = draft.histories.minus(index);
    Collecting.add(draft, result);
    Ending.endIfOver(draft);
  }

  /**
   * An attempt that ended with its worker counts, and the first loss costs no delay: it is seldom
   * the item's fault. Of a batch none does.
   */
  static void lose(LedgerDraft draft, long index, Lease lease, long at, int jitter) {
    draft.unlease(index);
    if (!draft.live(lease.worker())) {
      draft.grants = draft.grants.minus(new Grant(index, lease.token()));
    }
    if (lease.batch() && draft.has(BATCHES_COUNT_NO_ATTEMPT)) {
      History dropped = dropped(draft.history(index), lease);
      draft.histories = draft.histories.plus(index, dropped);
      return;
    }
    draft.retries++;
    long delay = draft.spec.retry().delayMillis(lease.attempt() - 1, jitter);
    History before = draft.history(index);
    String error = before.error().isEmpty() ? LOST : before.error();
    FailedAttempt lost = new FailedAttempt(lease.attempt(), lease.worker(), -1, at, LOST);
    draft.histories =
        draft.histories.plus(
            index,
            new History(
                lease.attempt(),
                at + delay,
                0,
                before.suspect() || lease.batch(),
                error,
                Math.max(lease.token(), before.token()),
                before.failuresAnd(lost)));
  }

  /**
   * What is remembered of an item whose lease in a batch ended: no attempt, since it may not have
   * been started, but from now on it is granted alone, since it may have been what ended the
   * worker.
   */
  static History dropped(History before, Lease lease) {
    return new History(
        before.attempts(),
        before.notBefore(),
        0,
        true,
        before.error(),
        lease.token(),
        before.failures());
  }

  private static Result result(String worker, Commit commit, boolean done) {
    Outcome outcome = commit.outcome();
    return new Result(
        commit.grant().index(),
        commit.item(),
        commit.attempt(),
        worker,
        done,
        outcome.exitCode(),
        outcome.startedAt(),
        outcome.durationMillis(),
        outcome.output(),
        outcome.error());
  }
}
