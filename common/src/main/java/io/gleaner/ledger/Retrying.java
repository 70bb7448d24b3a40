package io.gleaner.ledger;

import io.gleaner.ledger.LedgerReply.Busy;
import java.util.ArrayList;
import java.util.List;

/** Putting dead letters back. */
final class Retrying {
  private Retrying() {}

  static LedgerReply retry(LedgerDraft draft, LedgerRequest.Retry retry) {
    boolean reopen = draft.phase.terminal();
    // A registration that has expired is none: its worker died without a word.
    int workers = (int) draft.workers.keySet().stream().filter(draft::live).count();
    if (reopen && (!draft.quiescent() || workers > 0)) {
      return new Busy(workers);
    }
    List<Long> asked =
        retry.indexes().isEmpty() ? List.copyOf(draft.dead.keySet()) : retry.indexes();
    List<Long> moved = new ArrayList<>();
    for (long index : asked) {
      DeadLetter letter = draft.dead.get(index);
      if (letter != null) {
        draft.dead = draft.dead.minus(index);
        draft.republish = draft.republish.plus(index, letter.body());
        // Every token that the item had before is older than this one will be.
        History barred = new History(0, 0, 0, false, "", draft.lastToken);
        draft.histories = draft.histories.plus(index, barred);
        moved.add(index);
      }
    }
    // A Job of which nothing is left to do must not be reopened: nothing would ever end it again.
    boolean itemsLeft = draft.total < 0 || draft.done.size() + draft.dead.size() < draft.total;
    boolean worthIt = !moved.isEmpty() || draft.phase == Phase.FAILED;
    boolean reopened = reopen && worthIt && itemsLeft;
    if (reopened) {
      draft.phase = Phase.ACTIVE;
      draft.reason = "";
      draft.generation++;
      draft.epoch++;
      draft.openedAt = draft.now;
    }
    return new LedgerReply.Retrying(moved, reopened);
  }
}
