package io.gleaner.ledger;

import static io.gleaner.ledger.LedgerRule.BATCHES_COUNT_NO_ATTEMPT;
import static io.gleaner.ledger.LedgerRule.RECOVERY_DROPS_LEASES;

import io.gleaner.ledger.LedgerReply.Accepted;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pcollections.TreePMap;

/** What happens after Redis was restarted, and when a Job is deleted. */
final class Recovery {
  private Recovery() {}

  static void recover(LedgerDraft draft, boolean alone) {
    if (draft.runId.equals(draft.server.runId())) {
      return;
    }
    draft.runId = draft.server.runId();
    draft.epoch++;
    draft.leader = LedgerState.Leader.NOBODY;
    if (draft.has(RECOVERY_DROPS_LEASES)) {
      dropLeases(draft);
    }
    if (alone) {
      draft.workers = TreePMap.empty();
      draft.grants = TreePMap.empty();
    } else {
      draft.settlingUntil = draft.now + draft.spec.leaseMillis();
    }
    Ending.endIfOver(draft);
  }

  private static void dropLeases(LedgerDraft draft) {
    for (Map.Entry<Long, Lease> entry : draft.leases.entrySet()) {
      History before = draft.history(entry.getKey());
      draft.histories =
          draft.histories.plus(
              entry.getKey(),
              dropped(draft, before, entry.getValue(), draft.backup(entry.getKey())));
    }
    draft.leases = TreePMap.empty();
    draft.backups = TreePMap.empty();
  }

  /** Of two attempts the newer may take its lease up again, and the two count as one. */
  private static History dropped(
      LedgerDraft draft, History before, Lease lease, @Nullable Lease backup) {
    if (lease.batch() && draft.has(BATCHES_COUNT_NO_ATTEMPT)) {
      return Exchanging.dropped(before, lease);
    }
    return new History(
        lease.attempt(),
        before.notBefore(),
        0,
        before.suspect() || lease.batch(),
        before.error().isEmpty() ? Exchanging.LOST : before.error(),
        backup == null ? Math.max(lease.token(), before.token()) : backup.token(),
        before.failures());
  }

  static LedgerReply delete(LedgerDraft draft) {
    LedgerState.Tombstone tombstone = new LedgerState.Tombstone(draft.uid, draft.view());
    draft.become(LedgerState.NOTHING);
    draft.tombstone = tombstone;
    return new Accepted();
  }
}
