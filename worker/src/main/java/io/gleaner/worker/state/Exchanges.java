package io.gleaner.worker.state;

import static io.gleaner.ledger.LedgerRequest.Exchange.MOST;
import static io.gleaner.worker.state.WorkerRule.A_TOKEN_IS_FOR_ONE_START;
import static io.gleaner.worker.state.WorkerRule.PARK_WHAT_ANOTHER_HOLDS;

import io.gleaner.ledger.Claim;
import io.gleaner.ledger.ClaimOutcome;
import io.gleaner.ledger.Commit;
import io.gleaner.ledger.CommitOutcome;
import io.gleaner.ledger.Grant;
import io.gleaner.ledger.LedgerReply;
import io.gleaner.ledger.LedgerRequest;
import io.gleaner.ledger.Outcome;
import io.gleaner.retry.RetryPolicy;
import io.gleaner.worker.state.Holding.Step;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** Commits what has ended and claims what waits, in one request at a time. */
final class Exchanges {
  private Exchanges() {}

  static void exchange(WorkerDraft draft) {
    if (!draft.registered() || draft.exchanging || draft.recovering || draft.leaving) {
      return;
    }
    List<Commit> commits = new ArrayList<>();
    List<Holding> ended = draft.holdings(Step.ENDED);
    for (Holding holding : ended.subList(0, Math.min(MOST, ended.size()))) {
      commits.add(commit(holding));
      draft.put(holding.at(Step.COMMITTING));
    }
    List<Claim> claims = new ArrayList<>();
    if (draft.working() && draft.now >= draft.claimsPausedUntil) {
      List<Holding> waiting = inTurn(draft);
      // Beside an item that may be the end of this worker nothing is taken ahead.
      boolean alone = !waiting.isEmpty() && waiting.get(0).alone();
      boolean batch = !alone && draft.pace.ahead() > 0;
      int room = Math.min(alone ? draft.freeSlots() : draft.room(), MOST);
      for (Holding holding : waiting) {
        if (claims.size() < room) {
          claims.add(claim(holding, batch));
          draft.put(holding.claiming(batch));
        }
      }
    }
    if (!commits.isEmpty() || !claims.isEmpty()) {
      draft.exchanging = true;
      draft.send(new LedgerRequest.Exchange(draft.settings.id(), commits, claims));
    }
  }

  /** What waits to be claimed, suspects first. */
  private static List<Holding> inTurn(WorkerDraft draft) {
    List<Holding> waiting = new ArrayList<>(draft.holdings(Step.WAITING));
    waiting.sort(Comparator.comparing(holding -> !holding.alone()));
    return waiting;
  }

  private static Commit commit(Holding holding) {
    Grant grant = Objects.requireNonNull(holding.grant());
    Outcome outcome = Objects.requireNonNull(holding.outcome());
    return new Commit(
        grant, holding.attempt(), holding.item().body(), outcome, jitter(grant.token()));
  }

  private static Claim claim(Holding holding, boolean batch) {
    long index = holding.item().index();
    return new Claim(
        index, jitter(index), holding.bodyWanted() ? holding.item().body() : null, batch);
  }

  /**
   * Spread, not secret: the same number for the same item, so that the machine stays a function.
   */
  private static int jitter(long seed) {
    return (int) Math.floorMod((seed * 0x9E3779B97F4A7C15L) >>> 20, RetryPolicy.JITTER_SCALE + 1L);
  }

  static void exchanged(
      WorkerDraft draft, LedgerRequest.Exchange request, LedgerReply.Exchanged reply, long sentAt) {
    draft.exchanging = false;
    for (int i = 0; i < request.commits().size(); i++) {
      Grant grant = request.commits().get(i).grant();
      Holding holding = draft.items.get(grant.index());
      if (holding != null && holding.step() == Step.COMMITTING && grant.equals(holding.grant())) {
        committed(draft, holding, reply.commits().get(i));
      }
    }
    if (draft.count(Step.RUNNING) == 0) {
      draft.pace = draft.pace.moved(draft.now);
    }
    for (int i = 0; i < request.claims().size(); i++) {
      Holding holding = draft.items.get(request.claims().get(i).index());
      if (holding != null && holding.step() == Step.CLAIMING) {
        claimed(draft, holding, reply.claims().get(i), sentAt);
      }
    }
  }

  private static void committed(WorkerDraft draft, Holding holding, CommitOutcome outcome) {
    if (outcome instanceof CommitOutcome.Committed) {
      if (Objects.requireNonNull(holding.outcome()).kind() == Outcome.Kind.DONE) {
        draft.done++;
      } else {
        draft.dead++;
      }
      if (draft.left() <= 0) {
        draft.stopBy = Math.min(draft.stopBy, draft.now);
      }
      Acknowledging.settle(draft, holding);
    } else if (outcome instanceof CommitOutcome.RetryAfter retry) {
      draft.putOrDrop(holding.in(Step.PARKED, draft.now + retry.waitMillis()));
    } else {
      // Refused: whoever has the item now, the ledger will say. If that is another, or a new grant,
      // this attempt's result never shows.
      draft.putOrDrop(holding.refused());
    }
  }

  private static void claimed(
      WorkerDraft draft, Holding holding, ClaimOutcome outcome, long sentAt) {
    if (outcome instanceof ClaimOutcome.Granted granted) {
      granted(draft, holding, granted, sentAt + draft.leaseMillis());
    } else if (outcome instanceof ClaimOutcome.HeldByAnother held) {
      if (draft.has(PARK_WHAT_ANOTHER_HOLDS)) {
        draft.putOrDrop(holding.in(Step.PARKED, draft.now + held.waitMillis()));
      } else {
        holding.deliveries().forEach(id -> draft.effect(new WorkerEffect.Acknowledge(id)));
        draft.drop(holding);
      }
    } else if (outcome instanceof ClaimOutcome.NotYet notYet) {
      draft.putOrDrop(holding.in(Step.PARKED, draft.now + notYet.waitMillis()));
    } else if (outcome instanceof ClaimOutcome.Terminal
        || outcome instanceof ClaimOutcome.OutOfAttempts) {
      Acknowledging.settle(draft, holding);
    } else if (outcome instanceof ClaimOutcome.BodyWanted) {
      draft.put(holding.wantingBody());
    } else if (outcome instanceof ClaimOutcome.Suspect) {
      // There may be many of them: until they are through it is one at a time.
      draft.pace = draft.pace.stalled(draft.settings, draft.now);
      draft.putOrDrop(holding.suspect());
    } else if (outcome instanceof ClaimOutcome.ResultsFull full) {
      draft.claimsPausedUntil = draft.now + draft.settings.pollMillis();
      draft.effect(
          new WorkerEffect.Say(
              "Claiming no items: results of "
                  + full.waitingBytes()
                  + " bytes wait to be collected, which is the Job's limit; gleaner results"
                  + " collects them."));
      draft.putOrDrop(holding.in(Step.WAITING, 0));
    } else if (outcome instanceof ClaimOutcome.NotAnItem) {
      String why = "the Job has no item " + holding.item().index();
      holding.deliveries().forEach(id -> draft.effect(new WorkerEffect.SetAside(id, why)));
      draft.drop(holding);
    } else {
      // Suspended or ended: the view that came along says so, and what to do is decided there.
      draft.putOrDrop(holding.in(Step.WAITING, 0));
    }
  }

  private static void granted(
      WorkerDraft draft, Holding holding, ClaimOutcome.Granted granted, long until) {
    Grant grant = new Grant(holding.item().index(), granted.token());
    if (draft.has(A_TOKEN_IS_FOR_ONE_START) && holding.hasRun(grant)) {
      draft.put(holding.stillGranted(until));
      return;
    }
    Holding running = holding.granted(grant, granted.attempt(), until);
    long startBy =
        draft.has(WorkerRule.LEASES_ARE_NOT_OUTLIVED)
            ? until - Leases.marginMillis(draft.leaseMillis())
            : WorkerState.NEVER;
    if (draft.working() && fresh(draft, grant) && draft.now < startBy) {
      draft.newestStart = Math.max(draft.newestStart, grant.token());
      draft.put(running);
      draft.effect(
          new WorkerEffect.StartHandler(holding.item(), grant, granted.attempt(), startBy));
    } else {
      Departure.release(draft, running, false);
    }
  }

  /**
   * A token is for one start. A start is handed on under growing tokens, whether or not it then
   * waits for a slot, so one that is not newer than all of these was handed on before: its handler
   * has ended here, or was given up unstarted, and nothing of it is known any more.
   */
  private static boolean fresh(WorkerDraft draft, Grant grant) {
    return grant.token() > draft.newestStart || !draft.has(A_TOKEN_IS_FOR_ONE_START);
  }
}
