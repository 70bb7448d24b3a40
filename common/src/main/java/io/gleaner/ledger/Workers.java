package io.gleaner.ledger;

import static io.gleaner.ledger.LedgerRule.SUPERSEDED_TAKE_UP_NOTHING;

import io.gleaner.ledger.LedgerReply.Accepted;
import io.gleaner.ledger.LedgerReply.Left;
import io.gleaner.ledger.LedgerReply.NotQuiescent;
import io.gleaner.ledger.LedgerReply.Registered;
import io.gleaner.ledger.LedgerReply.Released;
import io.gleaner.ledger.LedgerReply.Renewed;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Registration, heartbeats, releases and departures. */
final class Workers {
  /** From so many releases in a row on, a release counts as an attempt. */
  static final int FREE_RELEASES = 2;

  private Workers() {}

  static LedgerReply register(LedgerDraft draft, LedgerRequest.Register register) {
    seen(draft, register.worker());
    return new Registered(draft.uid, draft.spec, draft.view());
  }

  private static void seen(LedgerDraft draft, WorkerInfo worker) {
    WorkerRecord before = draft.workers.get(worker.id());
    long since = before == null ? draft.now : before.registeredAt();
    draft.workers = draft.workers.plus(worker.id(), new WorkerRecord(worker, since, draft.now));
  }

  static LedgerReply renew(LedgerDraft draft, LedgerRequest.Renew renew) {
    seen(draft, renew.worker());
    String worker = renew.worker().id();
    List<Boolean> answers = new ArrayList<>();
    Set<Grant> listed = new HashSet<>();
    for (LedgerRequest.Held held : renew.held()) {
      // Superseded or not, its handler may still run: it is listed until the worker gives it back.
      draft.grants = draft.grants.plus(held.grant(), worker);
      listed.add(held.grant());
      answers.add(extend(draft, renew, held));
    }
    if (renew.complete()) {
      List.copyOf(draft.grants.entrySet())
          .forEach(
              entry -> {
                if (entry.getValue().equals(worker) && !listed.contains(entry.getKey())) {
                  draft.grants = draft.grants.minus(entry.getKey());
                }
              });
    }
    return new Renewed(answers, draft.view());
  }

  private static boolean extend(
      LedgerDraft draft, LedgerRequest.Renew renew, LedgerRequest.Held held) {
    Grant grant = held.grant();
    long index = grant.index();
    Lease lease = draft.leases.get(index);
    if (draft.terminal(index) || !held.live()) {
      return false;
    }
    long until = draft.now + draft.spec.leaseMillis();
    if (lease != null && lease.token() == grant.token()) {
      draft.leases = draft.leases.plus(index, lease.until(until));
      return true;
    }
    // After a restart every lease was dropped; its holder may take it up again while nobody else
    // can. Only under the newest token: an older one was superseded, though its holder may not
    // have noticed.
    boolean newer = lease == null || lease.token() < grant.token();
    boolean superseded = grant.token() < draft.history(index).token();
    newer &= !superseded || !draft.has(SUPERSEDED_TAKE_UP_NOTHING);
    if (draft.settling() && renew.epoch() == draft.epoch && newer) {
      String worker = renew.worker().id();
      draft.leases =
          draft.leases.plus(
              index, new Lease(worker, grant.token(), held.attempt(), held.batch(), until));
      draft.lastToken = Math.max(draft.lastToken, grant.token());
      return true;
    }
    return false;
  }

  static LedgerReply release(LedgerDraft draft, LedgerRequest.Release release) {
    for (Grant grant : release.grants()) {
      draft.grants = draft.grants.minus(grant);
      Lease lease = draft.leases.get(grant.index());
      if (lease != null && lease.token() == grant.token() && !draft.phase.terminal()) {
        draft.leases = draft.leases.minus(grant.index());
        History before = draft.history(grant.index());
        int releases = before.releases() + (release.started() ? 1 : 0);
        boolean counts = release.started() && releases > FREE_RELEASES;
        int attempts = counts ? lease.attempt() : before.attempts();
        draft.histories =
            draft.histories.plus(
                grant.index(),
                new History(
                    attempts,
                    before.notBefore(),
                    releases,
                    before.suspect(),
                    before.error(),
                    lease.token(),
                    before.failures()));
      }
    }
    return new Released(draft.view());
  }

  static LedgerReply leave(LedgerDraft draft, LedgerRequest.Leave leave) {
    if (draft.phase.terminal() && !draft.quiescent()) {
      return new NotQuiescent(draft.view());
    }
    remove(draft, leave.worker());
    return new Left(draft.view());
  }

  static LedgerReply revoke(LedgerDraft draft, LedgerRequest.Revoke revoke) {
    remove(draft, revoke.worker());
    List.copyOf(draft.leases.entrySet())
        .forEach(
            entry -> {
              if (entry.getValue().worker().equals(revoke.worker())) {
                Exchanging.lose(draft, entry.getKey(), entry.getValue(), draft.now, 0);
              }
            });
    return new Accepted();
  }

  private static void remove(LedgerDraft draft, String worker) {
    draft.workers = draft.workers.minus(worker);
    List.copyOf(draft.grants.entrySet())
        .forEach(
            entry -> {
              if (entry.getValue().equals(worker)) {
                draft.grants = draft.grants.minus(entry.getKey());
              }
            });
  }
}
