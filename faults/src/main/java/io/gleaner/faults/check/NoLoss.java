package io.gleaner.faults.check;

import io.gleaner.faults.evidence.Evidence;
import io.gleaner.faults.evidence.LedgerEnd;
import java.util.ArrayList;
import java.util.List;

/**
 * At the end every item has exactly one outcome in the ledger. It is "done", for the items are made
 * so that none runs out of attempts by faults, but for those whose handlers never succeed: each of
 * these is a dead letter, unless it was mended and put back.
 */
final class NoLoss implements Invariant {
  @Override
  public String name() {
    return "1 No loss";
  }

  @Override
  public List<String> violations(Evidence evidence) {
    List<String> found = new ArrayList<>();
    LedgerEnd ledger = evidence.ledger();
    if (ledger.total() != evidence.items()) {
      found.add(
          "the ledger was sealed with %d items, but %d were given"
              .formatted(ledger.total(), evidence.items()));
    }
    for (int index = 0; index < evidence.items(); index++) {
      boolean done = ledger.done().contains(index);
      boolean dead = ledger.dead().contains(index);
      boolean doomed = evidence.fates().dead().contains(index);
      if (!done && !dead) {
        found.add("item %d has no outcome in the ledger".formatted(index));
      } else if (done && !dead && doomed) {
        found.add("item %d is done, though its handler never succeeds".formatted(index));
      } else if (dead && (done || !doomed)) {
        found.add(
            "item %d is %s".formatted(index, done ? "done and a dead letter" : "a dead letter"));
      }
    }
    return found;
  }
}
