package io.gleaner.worker.state;

import static io.gleaner.worker.state.WorkerRule.EXIT_BEHIND_A_BARRIER;

import io.gleaner.failure.ExitCode;
import io.gleaner.ledger.JobView;
import io.gleaner.ledger.LedgerRequest;
import io.gleaner.ledger.Outcome;
import io.gleaner.ledger.Phase;
import io.gleaner.worker.state.Holding.Step;
import io.gleaner.worker.state.Holding.Stop;
import java.util.List;
import java.util.Objects;

/**
 * How a worker lets go of what it holds, and leaves: with the Job's verdict, asked to stop, or
 * giving up.
 */
final class Departure {
  private Departure() {}

  /** Brings what is in hand to an end when the worker is not to go on; runs in every step. */
  static void letGo(WorkerDraft draft) {
    if (draft.working() || !draft.registered()) {
      return;
    }
    if (draft.count(Step.RUNNING) > draft.settings.slots()) {
      draft.effect(new WorkerEffect.WithdrawHandlers());
    }
    for (Holding holding : draft.holdings()) {
      switch (holding.step()) {
        case WAITING, PARKED -> letGoIdle(draft, holding);
        case RUNNING -> {
          if (draft.ended() || draft.failure != null || draft.now >= draft.stopBy) {
            Leases.stop(draft, holding, Stop.LEAVING, draft.failure != null || overdue(draft));
          }
        }
        case ENDED -> {
          if (draft.ended()) {
            release(draft, holding, true);
          }
        }
        case CLAIMING, COMMITTING, RELEASING, SETTLED -> {}
      }
    }
  }

  private static boolean overdue(WorkerDraft draft) {
    return draft.stopping() && draft.now >= draft.stopBy + Leases.graceMillis(draft);
  }

  private static void letGoIdle(WorkerDraft draft, Holding holding) {
    boolean complete = draft.view != null && draft.view.phase() == Phase.COMPLETE;
    if (complete && draft.failure == null) {
      // Every item of a complete Job is terminal; the barrier before the acknowledgement asks the
      // ledger to stand by it.
      Acknowledging.settle(draft, holding);
    } else {
      draft.giveBack(holding);
    }
  }

  /** A handler has ended: its outcome goes to the ledger, or its item back. */
  static void handlerEnded(WorkerDraft draft, Holding holding, Outcome outcome) {
    boolean stopped = holding.stop() != Stop.NO && outcome.kind() != Outcome.Kind.DONE;
    if (draft.ended() || stopped) {
      release(draft, holding, true);
    } else {
      draft.put(holding.ended(judged(draft, outcome)));
    }
  }

  /** A failure by its exit code; one that is for good already stays so. */
  private static Outcome judged(WorkerDraft draft, Outcome outcome) {
    if (outcome.kind() != Outcome.Kind.FAILED || draft.spec == null) {
      return outcome;
    }
    return outcome.as(Outcome.Kind.of(draft.spec.retry().failures().of(outcome.exitCode())));
  }

  /** Gives an item back to the ledger first; its delivery follows when that is answered. */
  static void release(WorkerDraft draft, Holding holding, boolean started) {
    draft.put(holding.at(Step.RELEASING));
    (started ? draft.unfinished : draft.unstarted).add(Objects.requireNonNull(holding.grant()));
  }

  /** Sends what is to be given back to the ledger, all at once. */
  static void giveBack(WorkerDraft draft) {
    String worker = draft.settings.id();
    if (!draft.unfinished.isEmpty()) {
      draft.send(new LedgerRequest.Release(worker, List.copyOf(draft.unfinished), true));
    }
    if (!draft.unstarted.isEmpty()) {
      draft.send(new LedgerRequest.Release(worker, List.copyOf(draft.unstarted), false));
    }
  }

  static void released(WorkerDraft draft, LedgerRequest.Release request) {
    request
        .grants()
        .forEach(
            grant -> {
              Holding holding = draft.items.get(grant.index());
              if (holding != null
                  && holding.step() == Step.RELEASING
                  && grant.equals(holding.grant())) {
                draft.putOrDrop(holding.in(Step.WAITING, 0));
              }
            });
  }

  /** Leaves when nothing is in hand any more; runs at the end of every step. */
  static void depart(WorkerDraft draft) {
    if (draft.gone) {
      return;
    }
    WorkerState.Failure failure = draft.failure;
    if (failure != null) {
      if (draft.count(Step.RUNNING) == 0) {
        exit(draft, failure.code(), failure.sentence());
      }
      return;
    }
    boolean busy = !draft.items.isEmpty() || draft.exchanging || draft.recovering || draft.leaving;
    if (!draft.registered()) {
      if (draft.stopping()) {
        stopped(draft, "Stopped before the Job was opened.");
      }
    } else if (draft.ended()) {
      if (!busy && quiescent(draft) && draft.endBarrier == 0) {
        if (draft.has(EXIT_BEHIND_A_BARRIER)) {
          draft.endBarrier = draft.barriers + 1;
        } else {
          leave(draft);
        }
      }
    } else if (draft.stopping()) {
      if (!busy) {
        leave(draft);
      } else if (draft.now >= draft.stopBy + Leases.graceMillis(draft) + draft.leaseMillis()) {
        exit(draft, ExitCode.TERMINATED, "Stopped without the ledger, which does not answer.");
      }
    }
  }

  private static boolean quiescent(WorkerDraft draft) {
    return draft.view != null && draft.view.quiescent();
  }

  static void leave(WorkerDraft draft) {
    draft.leaving = true;
    draft.send(new LedgerRequest.Leave(draft.settings.id()));
  }

  /** The worker is crossed off; what the ledger said with it is what the worker exits with. */
  static void left(WorkerDraft draft, JobView view) {
    draft.leaving = false;
    boolean sure = draft.endBarrier != 0 || !draft.has(EXIT_BEHIND_A_BARRIER);
    if (view.phase() == Phase.COMPLETE && sure) {
      exit(draft, ExitCode.COMPLETE, "The Job is complete.");
    } else if (view.phase() == Phase.FAILED && sure) {
      exit(draft, ExitCode.JOB_FAILED, "The Job has failed: " + view.reason() + ".");
    } else if (draft.stopping()) {
      stopped(
          draft,
          draft.left() <= 0
              ? "Ran as many items as it was to run; the rest is for others."
              : view.suspended()
                  ? "The Job is suspended; all that was held is given back."
                  : "Stopped as asked; all that was held is given back.");
    } else {
      // The end was rolled back: the next heartbeat registers this worker again.
      notQuiescent(draft);
    }
  }

  private static void stopped(WorkerDraft draft, String sentence) {
    String refusal = draft.refusal;
    if (refusal == null) {
      exit(draft, ExitCode.STOPPED, sentence);
    } else {
      exit(draft, ExitCode.USAGE, refusal);
    }
  }

  static void notQuiescent(WorkerDraft draft) {
    draft.leaving = false;
    draft.endBarrier = 0;
  }

  static void exit(WorkerDraft draft, ExitCode code, String sentence) {
    draft.gone = true;
    draft.effect(new WorkerEffect.Exit(code, sentence));
  }
}
