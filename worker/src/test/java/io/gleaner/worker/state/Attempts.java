package io.gleaner.worker.state;

import io.gleaner.ledger.Claim;
import io.gleaner.ledger.ClaimOutcome;
import io.gleaner.ledger.Commit;
import io.gleaner.ledger.CommitOutcome;
import io.gleaner.ledger.Grant;
import io.gleaner.ledger.LedgerReply;
import io.gleaner.ledger.LedgerRequest;

/**
 * What batches may do to attempts. Nothing is said of a ledger that was rolled back: it has lost
 * what is counted here.
 */
final class Attempts {
  private Attempts() {}

  static void exchanged(
      Model model, World world, LedgerRequest.Exchange exchange, LedgerReply.Exchanged exchanged) {
    for (int i = 0; i < exchange.commits().size(); i++) {
      Commit commit = exchange.commits().get(i);
      if (!(exchanged.commits().get(i) instanceof CommitOutcome.Refused)) {
        returned(world, commit.grant());
        count(world, commit.grant().index());
      }
    }
    for (int i = 0; i < exchange.claims().size(); i++) {
      Claim claim = exchange.claims().get(i);
      if (exchanged.claims().get(i) instanceof ClaimOutcome.Granted granted) {
        granted(world, claim, granted.token());
      } else if (exchanged.claims().get(i) instanceof ClaimOutcome.BodyWanted) {
        outOfAttempts(model, world, claim.index());
      }
    }
  }

  static void released(World world, LedgerRequest.Release release) {
    release.grants().forEach(grant -> returned(world, grant));
  }

  private static void granted(World world, Claim claim, long token) {
    long before = world.batched.getOrDefault(claim.index(), 0L);
    boolean anew = before != token;
    if (claim.batch() && before != 0 && anew && known(world)) {
      world.violated(
          Invariants.ATTEMPTS + ": item " + claim.index() + " in a batch, though lost in one");
    }
    if (claim.batch() && anew) {
      world.batched = world.batched.plus(claim.index(), token);
    } else if (!claim.batch()) {
      count(world, claim.index());
    }
  }

  private static void outOfAttempts(Model model, World world, long index) {
    long counted = world.counted.getOrDefault(index, 0L);
    if (counted < model.setup.maxAttempts() && known(world)) {
      world.violated(Invariants.ATTEMPTS + ": item " + index + " ran out of them in a batch");
    }
  }

  private static void returned(World world, Grant grant) {
    if (world.batched.getOrDefault(grant.index(), 0L) == grant.token()) {
      world.batched = world.batched.minus(grant.index());
    }
  }

  /** Granted to be started at once, or with an outcome. Counting twice only makes it milder. */
  private static void count(World world, long index) {
    world.counted = world.counted.plus(index, world.counted.getOrDefault(index, 0L) + 1);
  }

  private static boolean known(World world) {
    return world.run == 1 && !world.oldCopy;
  }
}
