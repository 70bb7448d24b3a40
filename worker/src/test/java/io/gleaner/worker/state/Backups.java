package io.gleaner.worker.state;

import io.gleaner.ledger.Backup;
import io.gleaner.ledger.Commit;
import io.gleaner.ledger.CommitOutcome;
import io.gleaner.ledger.Lease;
import io.gleaner.ledger.LedgerReply;
import io.gleaner.ledger.LedgerRequest;
import io.gleaner.ledger.LedgerState;
import io.gleaner.ledger.Outcome;
import java.util.Map;

/** What two attempts at once may do. */
final class Backups {
  /** From this age on an item is worth a backup: a fifteenth of the lease. */
  static final long LONG = Model.LEASE / 15;

  private Backups() {}

  /** Whether a worker has a lease of the item, be it the backup's. */
  static boolean holds(LedgerState state, long index, String worker) {
    Lease lease = state.leases().get(index);
    boolean first = lease != null && lease.worker().equals(worker);
    return first
        || (state.backups().get(index) instanceof Backup.Running running
            && running.lease().worker().equals(worker));
  }

  /** The failure of one of two attempts takes nothing from the other. */
  static void exchanged(
      World world,
      LedgerState before,
      LedgerRequest.Exchange exchange,
      LedgerReply.Exchanged exchanged) {
    for (int i = 0; i < exchange.commits().size(); i++) {
      Commit commit = exchange.commits().get(i);
      long index = commit.grant().index();
      boolean failed =
          commit.outcome().kind() == Outcome.Kind.FAILED
              && !(exchanged.commits().get(i) instanceof CommitOutcome.Refused);
      boolean two = before.backups().get(index) instanceof Backup.Running;
      if (failed && two && !world.ledger.leases().containsKey(index)) {
        world.violated(Invariants.LEASE + ": a failure ended the other attempt of item " + index);
      }
    }
  }

  /** Whoever had an item's lease under an older token has it no more. */
  static void supersede(World world) {
    for (Map.Entry<Long, Lease> entry : world.ledger.leases().entrySet()) {
      long before = world.newestToken.getOrDefault(entry.getKey(), 0L);
      if (entry.getValue().token() > before) {
        world.newestToken = world.newestToken.plus(entry.getKey(), entry.getValue().token());
      }
    }
  }
}
