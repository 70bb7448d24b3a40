package io.gleaner.worker.state;

import static io.gleaner.worker.state.WorkerRule.AN_END_IS_OF_ITS_EPOCH;

import io.gleaner.failure.ExitCode;
import io.gleaner.ledger.JobView;
import io.gleaner.ledger.LedgerReply;
import io.gleaner.ledger.LedgerRequest;
import io.gleaner.ledger.Phase;
import io.gleaner.worker.state.Holding.Step;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pcollections.TreePVector;

/**
 * A worker's life: consume, claim, run, renew, commit, acknowledge, leave. A pure function of its
 * state, the event and the time; the runtime around it carries the effects out and brings back what
 * comes of them.
 *
 * <p>Time is the process's monotonic clock in milliseconds. Every step first stops handlers whose
 * lease runs out.
 */
public final class WorkerMachine {
  private final WorkerSettings settings;
  private final Set<WorkerRule> rules;

  /** A machine with all rules. */
  public WorkerMachine(WorkerSettings settings) {
    this(settings, EnumSet.allOf(WorkerRule.class));
  }

  private WorkerMachine(WorkerSettings settings, Set<WorkerRule> rules) {
    this.settings = settings;
    this.rules = rules;
  }

  /** A machine without one rule, for tests that show that it is needed. */
  static WorkerMachine without(WorkerRule removed, WorkerSettings settings) {
    return new WorkerMachine(settings, EnumSet.complementOf(EnumSet.of(removed)));
  }

  /** Takes one step for one event. */
  public Next next(WorkerState state, WorkerEvent event, long now) {
    return next(state, List.of(event), now);
  }

  /** Takes one step for all that has come in meanwhile, in its order. */
  public Next next(WorkerState state, List<WorkerEvent> events, long now) {
    WorkerDraft draft = new WorkerDraft(state, settings, rules, now);
    if (!draft.gone) {
      Leases.enforce(draft);
      for (WorkerEvent event : events) {
        // Who has left says nothing more: a heartbeat would register the worker again.
        if (!draft.gone) {
          handle(draft, event);
        }
      }
      if (!draft.gone) {
        settle(draft);
      }
    }
    return new Next(draft.state(), draft.effects, Clockwork.nextWake(draft));
  }

  private static void settle(WorkerDraft draft) {
    register(draft);
    Clockwork.wakeParked(draft);
    Departure.letGo(draft);
    Clockwork.withdrawStalled(draft);
    Departure.giveBack(draft);
    Exchanges.exchange(draft);
    Clockwork.giveBackSurplus(draft);
    Stragglers.seek(draft);
    Credit.adjust(draft);
    Leases.renew(draft);
    Departure.depart(draft);
    Acknowledging.ask(draft);
  }

  private static void register(WorkerDraft draft) {
    boolean idle = !draft.registered() && !draft.registering && !draft.recovering;
    if (idle && !draft.stopping() && draft.failure == null && draft.now >= draft.renewDue) {
      draft.registering = true;
      draft.renewDue = draft.now + draft.settings.pollMillis();
      draft.send(new LedgerRequest.Register(draft.info()));
    }
  }

  private static void handle(WorkerDraft draft, WorkerEvent event) {
    if (event instanceof WorkerEvent.Answered answered) {
      answered(draft, answered.request(), answered.reply(), answered.sentAt());
    } else if (event instanceof WorkerEvent.Delivered delivered) {
      Intake.delivered(draft, delivered.delivery());
    } else if (event instanceof WorkerEvent.HandlerEnded ended) {
      Holding holding = draft.items.get(ended.grant().index());
      if (holding != null
          && holding.step() == Step.RUNNING
          && ended.grant().equals(holding.grant())) {
        long bytes = holding.item().body().size() + (long) ended.outcome().output().size();
        draft.pace = draft.pace.ended(ended.tookMicros(), bytes, draft.settings, draft.now);
        Departure.handlerEnded(draft, holding, ended.outcome());
      }
    } else if (event instanceof WorkerEvent.HandlerNotStarted not) {
      Holding holding = draft.items.get(not.grant().index());
      if (holding != null
          && holding.step() == Step.RUNNING
          && not.grant().equals(holding.grant())) {
        Departure.release(draft, holding, false);
      }
    } else if (event instanceof WorkerEvent.BarrierPassed passed) {
      Acknowledging.passed(draft, passed.number());
    } else if (event instanceof WorkerEvent.BarrierBroken broken) {
      Acknowledging.broken(draft, broken.number());
    } else if (event instanceof WorkerEvent.QueueUp) {
      draft.queueUp = true;
    } else if (event instanceof WorkerEvent.QueueDown) {
      Intake.queueDown(draft);
    } else if (event instanceof WorkerEvent.QueueRefused refused) {
      draft.refusal = refused.sentence();
      draft.stopBy = Math.min(draft.stopBy, draft.now);
    } else if (event instanceof WorkerEvent.LaneLost lost) {
      Intake.laneLost(draft, lost.lane());
    } else if (event instanceof WorkerEvent.SettingAside begun) {
      draft.aside = draft.aside.plus(begun.delivery());
    } else if (event instanceof WorkerEvent.SetAside done) {
      draft.aside = draft.aside.minus(done.delivery());
    } else if (event instanceof WorkerEvent.JobChanged) {
      draft.renewDue = Math.min(draft.renewDue, draft.now);
    } else if (event instanceof WorkerEvent.Freed freed) {
      Clockwork.freed(draft, freed.index());
    } else if (event instanceof WorkerEvent.Straggler straggler) {
      Stragglers.handOn(draft, straggler.index());
    } else if (event instanceof WorkerEvent.Unanswered) {
      draft.renewing = false;
      draft.renewDue = draft.now;
    } else if (event instanceof WorkerEvent.StopAsked stop) {
      draft.stopBy = Math.min(draft.stopBy, draft.now + stop.drainMillis());
    }
  }

  private static void answered(
      WorkerDraft draft, LedgerRequest request, LedgerReply reply, long sentAt) {
    if (reply instanceof LedgerReply.Restarted) {
      restarted(draft, request);
    } else if (reply instanceof LedgerReply.Absent absent) {
      absent(draft, absent.verdict());
    } else if (reply instanceof LedgerReply.Registered registered) {
      draft.registering = false;
      draft.uid = registered.uid();
      draft.spec = registered.spec();
      draft.renewDue = draft.now + registered.spec().leaseMillis() / 3;
      see(draft, registered.view());
    } else if (reply instanceof LedgerReply.Exchanged exchanged
        && request instanceof LedgerRequest.Exchange exchange) {
      see(draft, exchanged.view());
      Exchanges.exchanged(draft, exchange, exchanged, sentAt);
    } else if (reply instanceof LedgerReply.Renewed renewed
        && request instanceof LedgerRequest.Renew renew) {
      see(draft, renewed.view());
      Leases.renewed(draft, renew, renewed, sentAt);
    } else if (reply instanceof LedgerReply.Released released
        && request instanceof LedgerRequest.Release release) {
      see(draft, released.view());
      Departure.released(draft, release);
    } else if (reply instanceof LedgerReply.Sought sought) {
      see(draft, sought.view());
      Stragglers.sought(draft, sought);
    } else if (reply instanceof LedgerReply.Left left) {
      see(draft, left.view());
      Departure.left(draft, left.view());
    } else if (reply instanceof LedgerReply.NotQuiescent not) {
      see(draft, not.view());
      Departure.notQuiescent(draft);
    } else if (reply instanceof LedgerReply.Recovered recovered) {
      draft.epoch = recovered.epoch();
      recovered(draft);
    } else {
      throw new IllegalStateException("no such answer to " + request + ": " + reply);
    }
  }

  private static void see(WorkerDraft draft, JobView view) {
    draft.view = view;
    if (view.epoch() != draft.epoch && draft.has(AN_END_IS_OF_ITS_EPOCH)) {
      // The Job was reopened: this may be another end than the one that is known to be durable.
      draft.endBarrier = 0;
    }
    draft.epoch = view.epoch();
    if (view.suspended() && !view.phase().terminal()) {
      draft.stopBy = Math.min(draft.stopBy, draft.now);
    }
    if (!view.phase().terminal()) {
      draft.endBarrier = 0;
    } else if (!view.quiescent()) {
      draft.renewDue = Math.min(draft.renewDue, draft.now + draft.settings.pollMillis());
    }
  }

  /** What a restarted Redis did not answer is sent again once the ledger has recovered. */
  private static void restarted(WorkerDraft draft, LedgerRequest request) {
    if (request instanceof LedgerRequest.Register) {
      draft.registering = false;
    } else if (request instanceof LedgerRequest.Renew) {
      draft.renewing = false;
    } else if (request instanceof LedgerRequest.SeekStraggler) {
      draft.seeking = false;
    } else if (request instanceof LedgerRequest.Leave) {
      Departure.notQuiescent(draft);
    } else {
      draft.again = draft.again.plus(request);
    }
    if (!draft.recovering) {
      draft.recovering = true;
      draft.send(new LedgerRequest.Recover(false));
    }
  }

  /** Holders take up their own leases first of all: nobody else is granted anything yet. */
  private static void recovered(WorkerDraft draft) {
    draft.recovering = false;
    if (draft.registered() && !draft.renewing) {
      draft.renewing = true;
      draft.renewDue = draft.now + draft.leaseMillis() / 3;
      draft.send(Leases.heartbeat(draft));
    } else {
      draft.renewDue = draft.now;
    }
    draft.again.forEach(draft::send);
    draft.again = TreePVector.empty();
  }

  private static void absent(WorkerDraft draft, @Nullable JobView verdict) {
    draft.registering = false;
    draft.recovering = false;
    boolean knew = draft.registered() || !draft.settings.uid().isEmpty();
    if (!knew || draft.failure != null) {
      return;
    }
    if (verdict != null && verdict.phase() == Phase.COMPLETE) {
      draft.failure =
          new WorkerState.Failure(ExitCode.COMPLETE, "The Job was complete; it is deleted.");
    } else if (verdict != null && verdict.phase() == Phase.FAILED) {
      draft.failure =
          new WorkerState.Failure(
              ExitCode.JOB_FAILED, "The Job had failed and is deleted: " + verdict.reason() + ".");
    } else {
      draft.failure =
          new WorkerState.Failure(
              ExitCode.ERROR,
              "The Job's ledger is gone from Redis, or belongs to another Job of this name: what is"
                  + " done is not known any more. Nothing was acknowledged since; look whether"
                  + " Redis was flushed or replaced.");
    }
  }

  /**
   * What a step led to.
   *
   * @param state the worker after it
   * @param effects to be carried out in this order
   * @param wakeAt when to step with a {@link WorkerEvent.Tick} at the latest
   */
  public record Next(WorkerState state, List<WorkerEffect> effects, long wakeAt) {}
}
