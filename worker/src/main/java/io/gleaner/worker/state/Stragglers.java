package io.gleaner.worker.state;

import io.gleaner.ledger.LedgerReply;
import io.gleaner.ledger.LedgerRequest;
import io.gleaner.queue.DeliveryId;
import io.gleaner.worker.state.Holding.Step;
import io.gleaner.worker.state.Holding.Stop;
import java.util.Iterator;

/**
 * Backup attempts, in a Job that asks for them: a worker with a free slot and nothing to fill it
 * looks for what runs long elsewhere, and a worker whose item another would start as well gives its
 * delivery back and runs on, as it would if the broker had taken it.
 */
final class Stragglers {
  private static final long NANOS_PER_MILLI = 1_000_000;

  /** An item is long when it takes half as long again as this worker's do. */
  private static final double LONG = 1.5;

  private Stragglers() {}

  static boolean wanted(WorkerDraft draft) {
    return draft.spec != null && draft.spec.speculate();
  }

  /** Asks the ledger when it has been idle for a moment; it looks again as long as it is. */
  static void seek(WorkerDraft draft) {
    if (!wanted(draft)) {
      return;
    }
    if (!idle(draft)) {
      draft.seekDue = WorkerState.NEVER;
    } else if (draft.seekDue == WorkerState.NEVER) {
      draft.seekDue = draft.now + shortest(draft);
    }
    if (draft.now >= draft.seekDue && !draft.seeking && !draft.recovering) {
      draft.seeking = true;
      draft.send(new LedgerRequest.SeekStraggler(draft.settings.id(), longMillis(draft)));
    }
  }

  /** What has never run an item does not know which one is long. */
  private static boolean idle(WorkerDraft draft) {
    return draft.working()
        && draft.queueUp
        && draft.now >= draft.claimsPausedUntil
        && draft.freeSlots() > 0
        && draft.count(Step.WAITING) == 0
        && draft.count(Step.CLAIMING) == 0
        && draft.pace.meanNanos() >= 0;
  }

  private static long longMillis(WorkerDraft draft) {
    long usual = (long) (LONG * draft.pace.meanNanos() / NANOS_PER_MILLI);
    return Math.max(pause(draft), usual);
  }

  /** A second, of the usual lease. */
  private static long pause(WorkerDraft draft) {
    return draft.leaseMillis() / 15;
  }

  /**
   * A quarter of a second, of the usual lease: a queue that has anything has brought it by then.
   */
  private static long shortest(WorkerDraft draft) {
    return draft.leaseMillis() / 60;
  }

  /** Looks again in a while: the holder may not have heard, or its message not have come here. */
  static void sought(WorkerDraft draft, LedgerReply.Sought reply) {
    draft.seeking = false;
    long longest = draft.leaseMillis() / 3;
    long wait =
        reply.found() ? pause(draft) : reply.waitMillis() == 0 ? longest : reply.waitMillis();
    draft.seekDue = draft.now + Math.min(longest, Math.max(shortest(draft), wait));
  }

  /** Another worker would start the item as well. */
  static void handOn(WorkerDraft draft, long index) {
    Holding holding = draft.items.get(index);
    if (holding == null || !draft.working()) {
      return;
    }
    if (holding.step() == Step.PARKED) {
      draft.put(holding.in(Step.WAITING, 0));
    } else if (holding.step() == Step.RUNNING && holding.stop() == Stop.NO && !holding.batch()) {
      Iterator<DeliveryId> deliveries = holding.deliveries().iterator();
      if (deliveries.hasNext()) {
        DeliveryId one = deliveries.next();
        draft.effect(new WorkerEffect.GiveBack(one));
        draft.put(holding.with(holding.deliveries().minus(one)));
      }
    }
  }
}
