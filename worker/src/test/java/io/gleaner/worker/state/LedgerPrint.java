package io.gleaner.worker.state;

import io.gleaner.ledger.Backup;
import io.gleaner.ledger.Grant;
import io.gleaner.ledger.History;
import io.gleaner.ledger.Lease;
import io.gleaner.ledger.LedgerState;
import io.gleaner.ledger.WorkerRecord;
import java.util.Map;
import java.util.Set;

/** A ledger's part of a fingerprint: what is nobody's, and what is a worker's. */
// An ordinal is as good a number as any while the process lives.
@SuppressWarnings("EnumOrdinal")
final class LedgerPrint extends Print {
  LedgerPrint(World world, Names names) {
    super(world, names);
  }

  /** What of the ledger is no worker's. */
  LedgerPrint facts(LedgerState state) {
    end(state);
    add(state.present());
    add(state.runId().equals(world.runId()));
    add(state.mark());
    add(state.generation());
    add(state.suspended());
    LedgerState.Tombstone tombstone = state.tombstone();
    add(tombstone == null ? 0 : 1 + tombstone.verdict().phase().ordinal());
    if (state.present() && state.spec().activeDeadlineMillis() >= 0) {
      time(state.openedAt() + state.spec().activeDeadlineMillis());
    }
    time(state.settlingUntil());
    token(state.lastToken());
    epoch(state.epoch());
    for (int index : names.items()) {
      History history = state.histories().get((long) index);
      add(history == null);
      if (history != null) {
        add(history.attempts());
        add(history.releases());
        add(history.suspect());
        time(history.notBefore());
        token(history.token());
      }
      add(state.republish().containsKey((long) index));
      Backup backup = state.backups().get((long) index);
      add(backup == null ? 0 : backup.getClass().getSimpleName().hashCode());
    }
    return this;
  }

  /** What of a ledger on disk counts even where it cannot come back. */
  LedgerPrint end(LedgerState state) {
    add(state.total());
    add(state.phase().ordinal());
    for (int index : names.items()) {
      boolean done = state.done().contains((long) index);
      add(done ? 2 : state.dead().containsKey((long) index) ? 1 : 0);
    }
    return this;
  }

  /** What of the ledger is this worker's. */
  void owned(LedgerState state, String owner) {
    WorkerRecord worker = state.workers().get(owner);
    add(worker == null);
    time(worker == null ? 0 : worker.seenAt() + Model.LEASE);
    for (int index : names.items()) {
      Lease lease = state.leases().get((long) index);
      if (lease != null && lease.worker().equals(owner)) {
        lease(index, lease);
        if (state.spec().speculate()) {
          // Its age counts until it is worth a backup.
          time(lease.token() / 1_000 + Backups.LONG);
        }
      }
      if (state.backups().get((long) index) instanceof Backup.Running running
          && running.lease().worker().equals(owner)) {
        add(98);
        lease(index, running.lease());
      }
    }
    add(99);
    long sum = 0;
    for (Map.Entry<Grant, String> entry : state.grants().entrySet()) {
      if (entry.getValue().equals(owner)) {
        Grant grant = entry.getKey();
        sum += (names.item(grant.index()) + 1) * 1_000_003L + (1L << names.token(grant.token()));
      }
    }
    add(sum);
  }

  private void lease(long index, Lease lease) {
    item(index);
    token(lease.token());
    add(lease.attempt());
    add(lease.batch());
    time(lease.expiresAt());
  }

  /** Adds whoever the ledger speaks of. */
  static void owners(LedgerState state, Set<String> all) {
    all.addAll(state.workers().keySet());
    all.addAll(state.grants().values());
    for (Lease lease : state.leases().values()) {
      all.add(lease.worker());
    }
    for (Backup backup : state.backups().values()) {
      if (backup instanceof Backup.Running running) {
        all.add(running.lease().worker());
      }
    }
  }
}
