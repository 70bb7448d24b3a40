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
    Lease backup = draft.backup(index);
    if (backup != null && backup.token() == grant.token()) {
      draft.backups = draft.backups.plus(index, new Backup.Running(backup.until(until)));
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
      if (!draft.phase.terminal()) {
        release(draft, grant, release.started());
      }
    }
    return new Released(draft.view());
  }

  private static void release(LedgerDraft draft, Grant grant, boolean started) {
    long index = grant.index();
    Lease lease = draft.leases.get(index);
    Lease backup = draft.backup(index);
    boolean second = backup != null && backup.token() == grant.token();
    if (lease == null || (lease.token() != grant.token() && !second)) {
      return;
    }
    History before = draft.history(index);
    int releases = before.releases() + (started ? 1 : 0);
    boolean counts = started && releases > FREE_RELEASES;
    History after =
        new History(
            counts ? lease.attempt() : before.attempts(),
            before.notBefore(),
            releases,
            before.suspect(),
            before.error(),
            Math.max(lease.token(), before.token()),
            before.failures());
    if (backup != null) {
      Speculating.goOn(draft, index, second ? backup : lease, counts, after);
    } else {
      draft.unlease(index);
      draft.histories = draft.histories.plus(index, after);
    }
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
                lose(draft, entry.getKey(), entry.getValue());
              }
            });
    for (long index : List.copyOf(draft.backups.keySet())) {
      Lease backup = draft.backup(index);
      if (backup != null && backup.worker().equals(revoke.worker())) {
        Speculating.lose(draft, index, backup, draft.now);
      }
    }
    return new Accepted();
  }

  private static void lose(LedgerDraft draft, long index, Lease lease) {
    if (draft.backup(index) == null) {
      Exchanging.lose(draft, index, lease, draft.now, 0);
    } else {
      Speculating.lose(draft, index, lease, draft.now);
    }
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
