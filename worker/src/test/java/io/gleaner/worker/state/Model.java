package io.gleaner.worker.state;

import io.gleaner.item.Bytes;
import io.gleaner.item.WorkItem;
import io.gleaner.ledger.ClaimOutcome;
import io.gleaner.ledger.Grant;
import io.gleaner.ledger.JobSpec;
import io.gleaner.ledger.LedgerReply;
import io.gleaner.ledger.LedgerRequest;
import io.gleaner.ledger.LedgerRules;
import io.gleaner.ledger.LedgerState;
import io.gleaner.ledger.Outcome;
import io.gleaner.ledger.Server;
import io.gleaner.queue.Delivery;
import io.gleaner.queue.DeliveryId;
import io.gleaner.retry.RetryPolicy;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pcollections.TreePMap;
import org.pcollections.TreePVector;

/**
 * How the model's parts act on each other: the real ledger rules, the real worker machines, a queue
 * and a filler.
 */
final class Model {
  static final long LEASE = 15;

  /** Time moves in steps of a heartbeat interval. */
  static final long GRID = LEASE / 3;

  final long items;
  final JobSpec spec;
  final LedgerRules ledgerRules;
  final @Nullable WorkerRule removed;
  final boolean handlersDieWithWorker;

  Model(
      long items,
      int maxAttempts,
      LedgerRules ledgerRules,
      @Nullable WorkerRule removed,
      boolean handlersDieWithWorker) {
    this.items = items;
    this.spec =
        new JobSpec(
            "",
            LEASE,
            new RetryPolicy(maxAttempts, 0, 0),
            JobSpec.UNSET,
            items,
            JobSpec.UNSET,
            JobSpec.UNSET);
    this.ledgerRules = ledgerRules;
    this.removed = removed;
    this.handlersDieWithWorker = handlersDieWithWorker;
  }

  private WorkerMachine machine(ModelWorker worker) {
    WorkerSettings settings = new WorkerSettings(worker.id(), "", 0, "", 1, 3, 10, GRID);
    return removed == null ? new WorkerMachine(settings) : WorkerMachine.without(removed, settings);
  }

  LedgerReply ask(World world, String uid, LedgerRequest request) {
    LedgerState before = world.ledger;
    LedgerRules.Applied applied =
        ledgerRules.apply(before, uid, request, new Server(world.runId(), world.now * 1_000));
    world.ledger = applied.state();
    if (applied.reply() instanceof LedgerReply.Exchanged exchanged
        && request instanceof LedgerRequest.Exchange exchange) {
      Invariants.commits(world, before, exchange, exchanged);
      for (int i = 0; i < exchange.claims().size(); i++) {
        if (exchanged.claims().get(i) instanceof ClaimOutcome.Granted granted) {
          long index = exchange.claims().get(i).index();
          long newest = world.newestToken.getOrDefault(index, 0L);
          world.newestToken = world.newestToken.plus(index, Math.max(newest, granted.token()));
        }
      }
    }
    return applied.reply();
  }

  /** The ledger carries out the first operation on a worker's wire. */
  void answer(World world, int w) {
    ModelWorker worker = world.workers[w];
    ModelWorker.Op op = worker.wire().get(0);
    worker = worker.wire(worker.wire().minus(0));
    WorkerEvent event;
    if (op.request() == null) {
      event = barrier(world, worker, op.barrier());
      worker = worker.fresh(false);
    } else {
      event =
          new WorkerEvent.Answered(
              op.request(), ask(world, worker.state().uid(), op.request()), op.sentAt());
    }
    world.workers[w] = worker;
    happen(world, w, event);
  }

  private static WorkerEvent barrier(World world, ModelWorker worker, long number) {
    if (worker.fresh()) {
      return new WorkerEvent.BarrierBroken(number);
    }
    world.durable = world.ledger;
    return new WorkerEvent.BarrierPassed(number);
  }

  /**
   * The ledger carries it out, but the answer is lost with the connection; it will be sent again.
   */
  void loseAnswer(World world, int w) {
    ModelWorker worker = world.workers[w];
    ModelWorker.Op op = worker.wire().get(0);
    if (op.request() != null) {
      ask(world, worker.state().uid(), op.request());
    }
    world.workers[w] = worker.fresh(true);
    if (op.request() instanceof LedgerRequest.Renew renew) {
      world.workers[w] = world.workers[w].wire(worker.wire().minus(0));
      happen(world, w, new WorkerEvent.Unanswered(renew));
    }
  }

  /** An event reaches a worker, or waits for it while it is frozen. */
  void happen(World world, int w, WorkerEvent event) {
    ModelWorker worker = world.workers[w];
    if (worker.life() == ModelWorker.Life.FROZEN) {
      world.workers[w] = worker.inbox(worker.inbox().plus(event));
    } else if (worker.life() == ModelWorker.Life.ALIVE) {
      WorkerMachine.Next next = machine(worker).next(worker.state(), event, world.now);
      world.workers[w] = worker.step(next.state(), next.wakeAt());
      for (WorkerEffect effect : next.effects()) {
        carryOut(world, w, effect);
      }
    }
  }

  private void carryOut(World world, int w, WorkerEffect effect) {
    ModelWorker worker = world.workers[w];
    if (effect instanceof WorkerEffect.Send send) {
      world.workers[w] =
          worker.wire(worker.wire().plus(new ModelWorker.Op(send.request(), 0, world.now)));
    } else if (effect instanceof WorkerEffect.Barrier barrier) {
      world.workers[w] =
          worker.wire(worker.wire().plus(new ModelWorker.Op(null, barrier.number(), world.now)));
    } else if (effect instanceof WorkerEffect.OpenLane open) {
      boolean connected = !worker.inbox().contains(new WorkerEvent.QueueDown());
      if (connected) {
        world.workers[w] =
            worker.queue(
                worker.unacked(),
                worker.lanes().plus(open.lane(), new WorkerState.Lane(open.credit(), true)));
      }
    } else if (effect instanceof WorkerEffect.CancelLane cancel) {
      WorkerState.Lane lane = worker.lanes().get(cancel.lane());
      if (lane != null) {
        world.workers[w] =
            worker.queue(
                worker.unacked(),
                worker.lanes().plus(cancel.lane(), new WorkerState.Lane(lane.credit(), false)));
      }
    } else if (effect instanceof WorkerEffect.CloseLane close) {
      loseLane(world, w, close.lane());
    } else if (effect instanceof WorkerEffect.Acknowledge acknowledge) {
      Long index = worker.unacked().get(acknowledge.delivery());
      if (index != null) {
        Invariants.acknowledged(world, index);
        world.workers[w] =
            worker.queue(worker.unacked().minus(acknowledge.delivery()), worker.lanes());
      }
    } else if (effect instanceof WorkerEffect.GiveBack giveBack) {
      Long index = worker.unacked().get(giveBack.delivery());
      if (index != null) {
        world.ready = world.ready.plus(index);
        world.workers[w] =
            worker.queue(worker.unacked().minus(giveBack.delivery()), worker.lanes());
      }
    } else if (effect instanceof WorkerEffect.StartHandler start) {
      world.workers[w] = worker.handlers(worker.handlers().plus(start.grant(), true));
    } else if (effect instanceof WorkerEffect.StopHandler stop) {
      endHandler(world, w, stop.grant(), Outcome.Kind.FAILED);
    } else if (effect instanceof WorkerEffect.Exit exit) {
      world.workers[w] = worker.life(ModelWorker.Life.LEFT);
      loseQueue(world, w);
      Invariants.exited(this, world, w, exit);
    }
  }

  void endHandler(World world, int w, Grant grant, Outcome.Kind kind) {
    ModelWorker worker = world.workers[w];
    if (worker.handlers().containsKey(grant)) {
      world.workers[w] = worker.handlers(worker.handlers().minus(grant));
      Outcome outcome = new Outcome(kind, 0, Bytes.EMPTY, "", "", 0, 0);
      happen(world, w, new WorkerEvent.HandlerEnded(grant, outcome));
    }
  }

  void deliver(World world, int w, int lane) {
    ModelWorker worker = world.workers[w];
    long index = world.ready.get(0);
    world.ready = world.ready.minus(0);
    DeliveryId id = new DeliveryId(lane, worker.nextTag());
    world.workers[w] =
        worker.queue(worker.unacked().plus(id, index), worker.lanes()).tag(worker.nextTag() + 1);
    happen(
        world,
        w,
        new WorkerEvent.Delivered(new Delivery(id, "u", new WorkItem(index, Bytes.EMPTY))));
  }

  /** What a lane held goes back to the queue. */
  void loseLane(World world, int w, int lane) {
    ModelWorker worker = world.workers[w];
    var unacked = worker.unacked();
    for (Map.Entry<DeliveryId, Long> entry : worker.unacked().entrySet()) {
      if (entry.getKey().lane() == lane) {
        unacked = unacked.minus(entry.getKey());
        world.ready = world.ready.plus(entry.getValue());
      }
    }
    world.workers[w] = worker.queue(unacked, worker.lanes().minus(lane));
  }

  void loseQueue(World world, int w) {
    for (int lane : world.workers[w].lanes().keySet()) {
      loseLane(world, w, lane);
    }
    world.workers[w] = world.workers[w].queue(TreePMap.empty(), TreePMap.empty());
  }

  void crash(World world, int w) {
    world.workers[w] =
        world
            .workers[w]
            .life(ModelWorker.Life.CRASHED)
            .wire(TreePVector.empty())
            .inbox(TreePVector.empty());
    loseQueue(world, w);
    if (handlersDieWithWorker) {
      world.workers[w] = world.workers[w].handlers(TreePMap.empty());
    }
  }

  void thaw(World world, int w) {
    boolean dropped = world.workers[w].inbox().contains(new WorkerEvent.QueueDown());
    while (!world.workers[w].inbox().isEmpty()
        && world.workers[w].life() != ModelWorker.Life.LEFT) {
      ModelWorker worker = world.workers[w];
      WorkerEvent event = worker.inbox().get(0);
      world.workers[w] = worker.inbox(worker.inbox().minus(0)).life(ModelWorker.Life.ALIVE);
      happen(world, w, event);
    }
    if (world.workers[w].life() == ModelWorker.Life.FROZEN) {
      world.workers[w] = world.workers[w].life(ModelWorker.Life.ALIVE);
    }
    happen(world, w, dropped ? new WorkerEvent.QueueUp() : new WorkerEvent.Tick());
  }

  void restart(World world, boolean rollBack) {
    if (rollBack) {
      world.ledger = world.durable;
      EarlyExpiry.forget(world);
    }
    world.run++;
    for (int w = 0; w < world.workers.length; w++) {
      world.workers[w] = world.workers[w].fresh(true);
    }
    world.filler = world.filler.fresh(true);
  }

  void fill(World world) {
    ModelFiller filler = world.filler;
    switch (filler.step()) {
      case PUBLISH -> {
        world.ready = world.ready.plus(filler.at());
        world.published = Math.max(world.published, filler.at() + 1);
        world.filler =
            new ModelFiller(
                ModelFiller.Step.MARK, filler.at() + 1, filler.leader(), filler.fresh());
      }
      case OPEN_BARRIER, SEAL_BARRIER -> {
        if (filler.fresh()) {
          world.filler = ModelFiller.START;
        } else {
          world.durable = world.ledger;
          boolean sealed = filler.step() == ModelFiller.Step.SEAL_BARRIER;
          world.filler =
              filler.to(
                  sealed
                      ? ModelFiller.Step.FINISHED
                      : filler.at() == items ? ModelFiller.Step.SEAL : ModelFiller.Step.PUBLISH);
        }
      }
      case OPEN, LEAD, MARK, SEAL -> {
        LedgerReply reply = ask(world, "u", filler.request(spec, items));
        if (reply instanceof LedgerReply.Restarted) {
          ask(world, "u", new LedgerRequest.Recover(false));
        }
        world.filler = filler.answered(reply, items);
      }
      case FINISHED -> {}
    }
  }

  void passTime(World world) {
    world.now = (world.now / GRID + 1) * GRID;
    for (int w = 0; w < world.workers.length; w++) {
      ModelWorker worker = world.workers[w];
      if (worker.running() && worker.wakeAt() <= world.now) {
        happen(world, w, new WorkerEvent.Tick());
      }
    }
  }

  /** Nothing can happen at once: only then does time pass for those that are not frozen. */
  boolean idle(World world) {
    if (world.filler.step() != ModelFiller.Step.FINISHED) {
      return false;
    }
    for (ModelWorker worker : world.workers) {
      boolean deliverable = !world.ready.isEmpty() && worker.laneWithCredit() != 0;
      if (worker.running() && (!worker.wire().isEmpty() || deliverable)) {
        return false;
      }
    }
    return true;
  }
}
