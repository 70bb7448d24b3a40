package io.gleaner.worker.state;

import io.gleaner.ledger.History;
import io.gleaner.ledger.Lease;
import io.gleaner.ledger.WeakenedLedgerRules;

/**
 * A lease that the ledger takes for expired before its holder does: Redis' clock was stepped, or a
 * worker wrongly declared dead.
 */
final class EarlyExpiry {
  private EarlyExpiry() {}

  static void of(World world, long index) {
    world.expiredEarly = true;
    world.ledger = WeakenedLedgerRules.expired(world.ledger, index, world.now);
  }

  /**
   * What nobody can know after a rollback: the ledger has lost a grant that superseded another, and
   * the holder of that had its lease ended early, so its own clock does not tell it either. Whoever
   * of the two commits first has it then.
   */
  static void forget(World world) {
    if (world.expiredEarly) {
      for (long index : world.newestToken.keySet()) {
        Lease lease = world.ledger.leases().get(index);
        History history = world.ledger.histories().getOrDefault(index, History.NONE);
        long known = Math.max(history.token(), lease == null ? 0 : lease.token());
        world.newestToken = world.newestToken.plus(index, known);
      }
    }
  }
}
