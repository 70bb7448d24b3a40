package io.gleaner.worker.state;

import io.gleaner.worker.state.Holding.Step;

/** What time brings: parked items that are due, and when the machine must be called next. */
final class Clockwork {
  private Clockwork() {}

  static void wakeParked(WorkerDraft draft) {
    for (Holding holding : draft.holdings(Step.PARKED)) {
      if (draft.now >= holding.due()) {
        draft.put(holding.in(Step.WAITING, 0));
      }
    }
  }

  static void freed(WorkerDraft draft, long index) {
    Holding holding = draft.items.get(index);
    if (holding != null && holding.step() == Step.PARKED) {
      draft.put(holding.in(Step.WAITING, 0));
    } else if (holding != null && holding.step() == Step.RUNNING && Stragglers.wanted(draft)) {
      // Its other attempt has decided it, or this one was declared dead: the ledger knows.
      draft.renewDue = Math.min(draft.renewDue, draft.now);
    }
  }

  /** A delivery that no slot waits for goes back: another worker may have one free. */
  static void giveBackSurplus(WorkerDraft draft) {
    if (!draft.working()) {
      return;
    }
    int room = draft.room();
    for (Holding holding : draft.holdings(Step.WAITING)) {
      if (room-- <= 0) {
        draft.giveBack(holding);
      }
    }
  }

  /**
   * What waits behind a handler that takes much longer than the ones before goes back: others may
   * have a slot free.
   */
  static void withdrawStalled(WorkerDraft draft) {
    if (draft.working() && behindOthers(draft) && draft.now >= patientUntil(draft)) {
      draft.pace = draft.pace.stalled(draft.settings, draft.now);
      draft.effect(new WorkerEffect.WithdrawHandlers());
    }
  }

  private static boolean behindOthers(WorkerDraft draft) {
    return draft.count(Step.RUNNING) > draft.settings.slots();
  }

  private static long patientUntil(WorkerDraft draft) {
    return draft.pace.patientUntil(draft.settings);
  }

  static long nextWake(WorkerDraft draft) {
    if (draft.gone) {
      return WorkerState.NEVER;
    }
    boolean awaits = draft.registered() ? draft.renewing || draft.leaving : draft.registering;
    long wake = awaits || draft.recovering ? WorkerState.NEVER : draft.renewDue;
    if (!draft.seeking && !draft.recovering) {
      wake = Math.min(wake, draft.seekDue);
    }
    if (draft.now < draft.claimsPausedUntil) {
      wake = Math.min(wake, draft.claimsPausedUntil);
    }
    if (draft.working() && behindOthers(draft)) {
      wake = Math.min(wake, patientUntil(draft));
    }
    if (draft.stopping()) {
      wake = Math.min(wake, stopWake(draft));
    }
    for (Holding holding : draft.holdings()) {
      if (holding.step() == Step.PARKED) {
        wake = Math.min(wake, holding.due());
      } else if (holding.step() == Step.RUNNING && !holding.killed()) {
        long killAt = holding.leaseUntil() - Leases.marginMillis(draft.leaseMillis());
        boolean told = holding.stop() != Holding.Stop.NO;
        wake = Math.min(wake, told ? killAt : killAt - Leases.graceMillis(draft));
      }
    }
    return wake;
  }

  private static long stopWake(WorkerDraft draft) {
    long hard = draft.stopBy + Leases.graceMillis(draft);
    long last = hard + draft.leaseMillis();
    return draft.now < draft.stopBy ? draft.stopBy : draft.now < hard ? hard : last;
  }
}
