package io.gleaner.ledger;

import static io.gleaner.ledger.LedgerRule.COMMITS_ARE_FENCED;
import static io.gleaner.ledger.LedgerRule.SETTLING_GRANTS_NOTHING;

import io.gleaner.item.Bytes;
import io.gleaner.ledger.CommitOutcome.Committed;
import io.gleaner.ledger.CommitOutcome.Refused;
import io.gleaner.ledger.CommitOutcome.RetryAfter;
import io.gleaner.ledger.LedgerReply.Exchanged;
import java.util.ArrayList;
import java.util.List;

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
    if (draft.has(COMMITS_ARE_FENCED) && (lease == null || lease.token() != grant.token())) {
      return new Refused();
    }
    draft.leases = draft.leases.minus(index);
    Outcome outcome = commit.outcome();
    if (outcome.kind() == Outcome.Kind.DONE) {
      draft.done = draft.done.plus(index);
      draft.histories = draft.histories.minus(index);
      Collecting.add(draft, result(worker, commit, true));
      Ending.endIfOver(draft);
      return new Committed();
    }
    boolean counts = outcome.kind() != Outcome.Kind.IGNORED;
    int attempts = counts ? commit.attempt() : commit.attempt() - 1;
    boolean failsTheJob = outcome.kind() == Outcome.Kind.FAILED_THE_JOB;
    boolean forGood = failsTheJob || outcome.kind() == Outcome.Kind.FAILED_FOR_GOOD;
    if (forGood || attempts >= draft.spec.retry().maxAttempts()) {
      if (failsTheJob) {
        Ending.fail(draft, Ending.FAILURE_POLICY);
      }
      DeadLetter letter =
          new DeadLetter(
              commit.item(), attempts, outcome.exitCode(), outcome.error(), outcome.errorTail());
      bury(draft, index, letter, result(worker, commit, false));
      return new Committed();
    }
    draft.retries++;
    long wait = draft.spec.retry().delayMillis(commit.attempt(), commit.jitter());
    draft.histories =
        draft.histories.plus(
            index, new History(attempts, draft.now + wait, 0, outcome.error(), grant.token()));
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
    if (lease != null && draft.now < lease.expiresAt()) {
      return lease.worker().equals(worker)
          ? grant(draft, index, lease.until(draft.now + draft.spec.leaseMillis()))
          : new ClaimOutcome.HeldByAnother(lease.expiresAt() - draft.now);
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
    return grant(
        draft,
        index,
        new Lease(
            worker,
            draft.newToken(),
            history.attempts() + 1,
            draft.now + draft.spec.leaseMillis()));
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
        new DeadLetter(claim.body(), history.attempts(), -1, error, ""),
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
    draft.leases = draft.leases.minus(index);
    draft.histories = draft.histories.minus(index);
    Collecting.add(draft, result);
    Ending.endIfOver(draft);
  }

  /**
   * An attempt that ended with its worker counts, and the first loss costs no delay: it is seldom
   * the item's fault.
   */
  static void lose(LedgerDraft draft, long index, Lease lease, long at, int jitter) {
    draft.leases = draft.leases.minus(index);
    draft.retries++;
    long delay = draft.spec.retry().delayMillis(lease.attempt() - 1, jitter);
    String before = draft.history(index).error();
    String error = before.isEmpty() ? LOST : before;
    draft.histories =
        draft.histories.plus(
            index, new History(lease.attempt(), at + delay, 0, error, lease.token()));
    if (!draft.live(lease.worker())) {
      draft.grants = draft.grants.minus(new Grant(index, lease.token()));
    }
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
