package io.gleaner.worker.state;

import static io.gleaner.worker.state.WorkerRule.LEASES_ARE_NOT_OUTLIVED;

import io.gleaner.ledger.LedgerReply;
import io.gleaner.ledger.LedgerRequest;
import io.gleaner.worker.state.Holding.Step;
import io.gleaner.worker.state.Holding.Stop;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Heartbeats, and the end of handlers whose lease runs out. */
final class Leases {
  private Leases() {}

  /**
   * The span before a lease's end in which nothing of its handler may be left: clocks run apart,
   * and a kill takes its time.
   */
  static long marginMillis(long leaseMillis) {
    return leaseMillis / 15;
  }

  /** TERM comes so long before KILL; a short lease leaves less than the grace asked for. */
  static long graceMillis(WorkerDraft draft) {
    return Math.min(draft.settings.graceMillis(), draft.leaseMillis() / 5);
  }

  /**
   * First thing in every step: a handler must not outlive its lease, and after a thaw it may have
   * already.
   */
  static void enforce(WorkerDraft draft) {
    if (!draft.has(LEASES_ARE_NOT_OUTLIVED)) {
      return;
    }
    for (Holding holding : draft.holdings(Step.RUNNING)) {
      long killAt = holding.leaseUntil() - marginMillis(draft.leaseMillis());
      if (draft.now >= killAt) {
        stop(draft, holding, Stop.LEASE, true);
      } else if (draft.now >= killAt - graceMillis(draft)) {
        stop(draft, holding, Stop.LEASE, false);
      }
    }
  }

  /** Tells a handler to stop unless it was told as hard before. */
  static void stop(WorkerDraft draft, Holding holding, Stop why, boolean hard) {
    boolean told = holding.stop() != Stop.NO;
    if (told && (holding.killed() || !hard)) {
      return;
    }
    draft.put(holding.stopping(told ? holding.stop() : why, hard));
    draft.effect(new WorkerEffect.StopHandler(Objects.requireNonNull(holding.grant()), hard));
  }

  /** Sends a heartbeat when one is due. */
  static void renew(WorkerDraft draft) {
    boolean possible = draft.registered() && !draft.renewing && !draft.recovering && !draft.leaving;
    if (possible && draft.now >= draft.renewDue) {
      draft.renewing = true;
      draft.renewDue = draft.now + intervalMillis(draft);
      draft.send(heartbeat(draft));
    }
  }

  private static long intervalMillis(WorkerDraft draft) {
    long third = draft.leaseMillis() / 3;
    return draft.ended() ? Math.min(third, draft.settings.pollMillis()) : third;
  }

  static LedgerRequest heartbeat(WorkerDraft draft) {
    List<LedgerRequest.Held> held = new ArrayList<>();
    boolean releasing = false;
    for (Holding holding : draft.holdings()) {
      if (holding.held()) {
        boolean live = draft.now < holding.leaseUntil() - marginMillis(draft.leaseMillis());
        held.add(
            new LedgerRequest.Held(
                Objects.requireNonNull(holding.grant()), holding.attempt(), holding.batch(), live));
      }
      releasing |= holding.step() == Step.RELEASING;
    }
    boolean complete = !draft.exchanging && !releasing && draft.again.isEmpty();
    return new LedgerRequest.Renew(draft.info(), held, complete, draft.epoch);
  }

  static void renewed(
      WorkerDraft draft, LedgerRequest.Renew request, LedgerReply.Renewed reply, long sentAt) {
    draft.renewing = false;
    boolean passed = false;
    for (int i = 0; i < request.held().size(); i++) {
      LedgerRequest.Held held = request.held().get(i);
      Holding holding = draft.items.get(held.grant().index());
      if (holding == null || !holding.held() || !held.grant().equals(holding.grant())) {
        passed = true;
      } else if (reply.held().get(i)) {
        draft.put(holding.until(Math.max(holding.leaseUntil(), sentAt + draft.leaseMillis())));
      } else if (holding.step() == Step.RUNNING) {
        stop(draft, holding, Stop.LEASE, true);
      }
    }
    if (passed && draft.ended()) {
      // It listed a grant that the request before it gave back, and the ledger has it again: nobody
      // leaves until it hears otherwise.
      draft.renewDue = draft.now;
    }
  }
}
