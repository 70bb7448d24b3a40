package io.gleaner.worker.state;

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
}
