package io.gleaner.worker.state;

import static io.gleaner.worker.state.WorkerRule.ACKNOWLEDGE_BEHIND_A_BARRIER;
import static io.gleaner.worker.state.WorkerRule.A_BROKEN_BARRIER_IS_VOID;

import io.gleaner.worker.state.Holding.Step;

/**
 * Ledger durable, then acknowledge: every fact that ends a delivery waits for a barrier asked for
 * after it was known.
 */
final class Acknowledging {
  private Acknowledging() {}

  /**
   * The ledger said that the item is terminal, whoever made it so. It said nothing of a copy that
   * came after it was asked: that may be a dead letter put back, so it is asked again.
   */
  static void settle(WorkerDraft draft, Holding holding) {
    if (holding.joined()) {
      draft.put(holding.in(Step.WAITING, 0));
    } else if (draft.has(ACKNOWLEDGE_BEHIND_A_BARRIER)) {
      draft.putOrDrop(holding.in(Step.SETTLED, draft.barriers + 1));
    } else {
      acknowledge(draft, holding);
    }
  }

  private static void acknowledge(WorkerDraft draft, Holding holding) {
    holding.deliveries().forEach(id -> draft.effect(new WorkerEffect.Acknowledge(id)));
    draft.drop(holding);
  }

  /**
   * Asks for a barrier when something waits for one; one at a time, so that one sync serves many.
   */
  static void ask(WorkerDraft draft) {
    boolean wanted = draft.endBarrier > draft.barriers || draft.count(Step.SETTLED) > 0;
    if (wanted && !draft.barrierOpen && !draft.recovering) {
      draft.barriers++;
      draft.barrierOpen = true;
      draft.effect(new WorkerEffect.Barrier(draft.barriers));
    }
  }

  static void passed(WorkerDraft draft, long number) {
    draft.barrierOpen = false;
    for (Holding holding : draft.holdings(Step.SETTLED)) {
      if (holding.due() <= number) {
        acknowledge(draft, holding);
      }
    }
    if (draft.endBarrier != 0 && draft.endBarrier <= number) {
      Departure.leave(draft);
    }
  }

  /**
   * Nothing that was learnt before is sure any more, the Job's end included, and not even what was
   * learnt after this barrier was asked for: its answer may have come over the connection that is
   * lost.
   */
  static void broken(WorkerDraft draft, long number) {
    if (!draft.has(A_BROKEN_BARRIER_IS_VOID)) {
      passed(draft, number);
      return;
    }
    draft.barrierOpen = false;
    draft.endBarrier = 0;
    draft.view = null;
    draft.renewDue = draft.now;
    for (Holding holding : draft.holdings(Step.SETTLED)) {
      draft.put(holding.in(Step.WAITING, 0));
    }
  }
}
