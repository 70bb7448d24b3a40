package io.gleaner.worker.state;

import io.gleaner.item.Bytes;
import io.gleaner.ledger.Grant;
import io.gleaner.ledger.JobSpec;
import io.gleaner.ledger.LedgerReply;
import io.gleaner.ledger.LedgerRequest;
import io.gleaner.ledger.LedgerRules;
import io.gleaner.ledger.LedgerState;
import io.gleaner.ledger.Outcome;
import io.gleaner.ledger.Phase;
import io.gleaner.ledger.Server;
import io.gleaner.retry.RetryPolicy;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pcollections.TreePMap;
import org.pcollections.TreePVector;

/**
 * How the model's parts act on each other: the real ledger rules, the real worker machines, a queue
 * and coordinators.
 */
final class Model {
  static final long LEASE = 15;

  /** Time moves in steps of a heartbeat interval. */
  static final long GRID = LEASE / 3;

  final Setup setup;
  final JobSpec spec;
  final Coordinators coordinators = new Coordinators(this);
  private final LedgerRules ledgerRules;
  private final @Nullable WorkerRule removed;
  private final boolean handlersDieWithWorker;

  /** After how many items a worker leaves. */
  final long maxItems;

  Model(
      Setup setup,
      LedgerRules ledgerRules,
      @Nullable WorkerRule removed,
      boolean handlersDieWithWorker) {
    this(setup, ledgerRules, removed, handlersDieWithWorker, WorkerSettings.UNLIMITED);
  }

  private Model(
      Setup setup,
      LedgerRules ledgerRules,
      @Nullable WorkerRule removed,
      boolean handlersDieWithWorker,
      long maxItems) {
    this.maxItems = maxItems;
    this.setup = setup;
    // Any number of dead letters is tolerated, so that exit 0 is never out of the question.
    this.spec =
        new JobSpec(
            "",
            LEASE,
            new RetryPolicy(setup.maxAttempts(), 0, 0),
            JobSpec.UNSET,
            setup.items(),
            setup.deadline() == 0 ? JobSpec.UNSET : setup.deadline(),
            JobSpec.UNSET,
            setup.speculate());
    this.ledgerRules = ledgerRules;
    this.removed = removed;
    this.handlersDieWithWorker = handlersDieWithWorker;
  }

  /** With every rule. */
  static Model whole(Setup setup) {
    return new Model(setup, LedgerRules.whole(), null, true);
  }

  /** With every rule; a worker leaves after so many items. */
  static Model sharing(Setup setup, long maxItems) {
    return new Model(setup, LedgerRules.whole(), null, true, maxItems);
  }

  /** The state that the exploration starts from. */
  // The budget of faults is an array with a place for each kind.
  @SuppressWarnings("EnumOrdinal")
  World start() {
    ModelWorker[] workers = new ModelWorker[setup.workers()];
    for (int w = 0; w < workers.length; w++) {
      workers[w] = ModelWorker.named(String.valueOf((char) ('a' + w)), setup.ahead());
    }
    ModelFiller[] fillers = new ModelFiller[setup.fillers()];
    for (int f = 0; f < fillers.length; f++) {
      fillers[f] = ModelFiller.named("f" + f);
    }
    int[] budget = new int[Fault.values().length];
    setup.faults().forEach((fault, times) -> budget[fault.ordinal()] = times);
    World world = new World(workers, fillers, budget);
    for (int w = 0; w < workers.length; w++) {
      happen(world, w, new WorkerEvent.QueueUp());
    }
    while (setup.filled() && world.fillers[0].step() != ModelFiller.Step.FINISHED) {
      coordinators.fill(world, 0);
    }
    return world;
  }

  private WorkerMachine machine(ModelWorker worker) {
    WorkerSettings settings =
        new WorkerSettings(
            worker.id(), "", 0, "", setup.slots(), 3, 10, maxItems, GRID, setup.ahead(), GRID);
    return removed == null ? new WorkerMachine(settings) : WorkerMachine.without(removed, settings);
  }

  LedgerReply ask(World world, String uid, LedgerRequest request) {
    LedgerState before = world.ledger;
    Server server = new Server(world.runId(), world.now * 1_000 + ++world.asked);
    LedgerRules.Applied applied = ledgerRules.apply(before, uid, request, server);
    world.ledger = applied.state();
    if (applied.reply() instanceof LedgerReply.Exchanged exchanged
        && request instanceof LedgerRequest.Exchange exchange) {
      Invariants.commits(world, before, exchange, exchanged);
      Invariants.inTime(this, world, exchanged);
      Attempts.exchanged(this, world, exchange, exchanged);
      Backups.exchanged(world, before, exchange, exchanged);
    } else if (applied.reply() instanceof LedgerReply.Retrying retrying) {
      world.retried = world.retried.plusAll(retrying.indexes());
    } else if (applied.reply() instanceof LedgerReply.Released
        && request instanceof LedgerRequest.Release release) {
      Attempts.released(world, release);
    } else if (applied.reply() instanceof LedgerReply.Sought sought && sought.found()) {
      world.sought = world.sought.plus(sought.index());
      for (int w = 0; w < world.workers.length; w++) {
        happen(world, w, new WorkerEvent.Straggler(sought.index()));
      }
    }
    Backups.supersede(world);
    return applied.reply();
  }

  /** What Redis has is on its disk. */
  void sync(World world) {
    if (setup.times(Fault.OLD_COPY) > 0 && !world.ledger.equals(world.durable)) {
      world.older = world.durable;
    }
    world.durable = world.ledger;
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
      LedgerReply reply = ask(world, worker.state().uid(), op.request());
      if (reply instanceof LedgerReply.Left) {
        worker = worker.verdict(Invariants.verdict(this, world));
      } else if (reply instanceof LedgerReply.Absent) {
        worker = worker.verdict(world.deleted);
      }
      event = new WorkerEvent.Answered(op.request(), reply, op.sentAt());
    }
    world.workers[w] = worker;
    happen(world, w, event);
  }

  private WorkerEvent barrier(World world, ModelWorker worker, long number) {
    if (worker.fresh()) {
      return new WorkerEvent.BarrierBroken(number);
    }
    sync(world);
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
      step(world, w, List.of(event));
    }
  }

  private void step(World world, int w, List<WorkerEvent> events) {
    ModelWorker worker = world.workers[w];
    WorkerMachine.Next next = machine(worker).next(worker.state(), events, world.now);
    world.workers[w] = worker.step(next.state(), next.wakeAt());
    next.effects().stream().filter(e -> !stops(e)).forEach(e -> carryOut(world, w, e));
    // A handler's end is an event of its own: it comes behind all that this step has sent.
    next.effects().stream().filter(Model::stops).forEach(e -> carryOut(world, w, e));
  }

  private static boolean stops(WorkerEffect effect) {
    return effect instanceof WorkerEffect.StopHandler
        || effect instanceof WorkerEffect.WithdrawHandlers;
  }

  private void carryOut(World world, int w, WorkerEffect effect) {
    ModelWorker worker = world.workers[w];
    if (effect instanceof WorkerEffect.Send send) {
      world.workers[w] = worker.sending(new ModelWorker.Op(send.request(), 0, world.now));
    } else if (effect instanceof WorkerEffect.Barrier barrier) {
      world.workers[w] = worker.sending(new ModelWorker.Op(null, barrier.number(), world.now));
    } else if (effect instanceof WorkerEffect.OpenLane open) {
      Broker.open(world, w, open);
    } else if (effect instanceof WorkerEffect.CancelLane cancel) {
      Broker.cancel(world, w, cancel.lane());
    } else if (effect instanceof WorkerEffect.CloseLane close) {
      Broker.loseLane(world, w, close.lane());
    } else if (effect instanceof WorkerEffect.Acknowledge acknowledge) {
      Broker.acknowledge(world, w, acknowledge.delivery());
    } else if (effect instanceof WorkerEffect.GiveBack giveBack) {
      Broker.giveBack(world, w, giveBack.delivery());
    } else if (effect instanceof WorkerEffect.StartHandler start) {
      ModelWorker.Queued last = new ModelWorker.Queued(start.grant(), start.startBy());
      world.workers[w] = worker.queued(worker.queued().plus(last));
      startNext(world, w);
    } else if (effect instanceof WorkerEffect.WithdrawHandlers) {
      world.workers[w] = worker.queued(TreePVector.empty());
      worker.queued().forEach(each -> notStarted(world, w, each.grant()));
    } else if (effect instanceof WorkerEffect.StopHandler stop) {
      stopHandler(world, w, stop.grant());
    } else if (effect instanceof WorkerEffect.Exit exit) {
      world.workers[w] = worker.life(ModelWorker.Life.LEFT);
      Broker.loseQueue(world, w);
      Invariants.exited(world, w, exit);
    }
  }

  private void stopHandler(World world, int w, Grant grant) {
    ModelWorker worker = world.workers[w];
    for (ModelWorker.Queued each : worker.queued()) {
      if (each.grant().equals(grant)) {
        world.workers[w] = worker.queued(worker.queued().minus(each));
        notStarted(world, w, grant);
        return;
      }
    }
    endHandler(world, w, grant, Outcome.Kind.FAILED);
  }

  private void notStarted(World world, int w, Grant grant) {
    happen(world, w, new WorkerEvent.HandlerNotStarted(grant));
  }

  /** What waits for a slot gets one, by the process itself: its machine is not asked. */
  private void startNext(World world, int w) {
    while (!world.workers[w].queued().isEmpty()
        && world.workers[w].handlers().size() < setup.slots()) {
      ModelWorker worker = world.workers[w];
      ModelWorker.Queued first = worker.queued().get(0);
      worker = worker.queued(worker.queued().minus(0));
      if (world.now < first.startBy()) {
        Invariants.started(world, first.grant());
        long generation = world.ledger.generation();
        world.workers[w] = worker.handlers(worker.handlers().plus(first.grant(), generation));
      } else {
        world.workers[w] = worker;
        notStarted(world, w, first.grant());
      }
    }
  }

  void endHandler(World world, int w, Grant grant, Outcome.Kind kind) {
    ModelWorker worker = world.workers[w];
    if (worker.handlers().containsKey(grant)) {
      world.workers[w] = worker.handlers(worker.handlers().minus(grant));
      Outcome outcome = new Outcome(kind, 0, Bytes.EMPTY, "", "", 0, 0);
      if (worker.running()) {
        startNext(world, w);
      }
      happen(world, w, new WorkerEvent.HandlerEnded(grant, outcome, 0));
    }
  }

  void deliver(World world, int w, int lane) {
    happen(world, w, new WorkerEvent.Delivered(Broker.deliver(world, w, lane)));
  }

  void crash(World world, int w) {
    world.workers[w] =
        world
            .workers[w]
            .life(ModelWorker.Life.CRASHED)
            .wire(TreePVector.empty())
            .inbox(TreePVector.empty())
            .queued(TreePVector.empty());
    Broker.loseQueue(world, w);
    if (handlersDieWithWorker) {
      world.workers[w] = world.workers[w].handlers(TreePMap.empty());
    }
  }

  void thaw(World world, int w) {
    boolean dropped = world.workers[w].inbox().contains(new WorkerEvent.QueueDown());
    // The thread of a handler that has ended meanwhile may be faster than the machine.
    startNext(world, w);
    if (setup.ahead() > 0) {
      // A worker takes one step for all that has come in meanwhile.
      List<WorkerEvent> events = List.copyOf(world.workers[w].inbox());
      world.workers[w] = world.workers[w].inbox(TreePVector.empty()).life(ModelWorker.Life.ALIVE);
      step(world, w, events);
    }
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

  /** Redis comes back with this. */
  void restart(World world, LedgerState with) {
    world.ledger = with;
    world.run++;
    for (int w = 0; w < world.workers.length; w++) {
      world.workers[w] = world.workers[w].fresh(true);
    }
    for (int f = 0; f < world.fillers.length; f++) {
      world.fillers[f] = world.fillers[f].fresh(true);
    }
    world.retrier = world.retrier.fresh(true);
  }

  void passTime(World world) {
    world.now = (world.now / GRID + 1) * GRID;
    world.asked = 0;
    for (int w = 0; w < world.workers.length; w++) {
      ModelWorker worker = world.workers[w];
      if (worker.running() && worker.wakeAt() <= world.now) {
        happen(world, w, new WorkerEvent.Tick());
      }
    }
  }

  /** Nothing can happen at once: only then does time pass for those that are not frozen. */
  boolean idle(World world) {
    for (ModelWorker worker : world.workers) {
      boolean deliverable = !world.ready.isEmpty() && worker.laneWithCredit() != 0;
      if (worker.running() && (!worker.wire().isEmpty() || deliverable)) {
        return false;
      }
    }
    return coordinators.idle(world);
  }

  /** Whether every item is terminal and the Job complete. */
  boolean complete(LedgerState ledger) {
    boolean every = ledger.total() == setup.items();
    for (long index = 0; index < setup.items(); index++) {
      every &= ledger.terminal(index);
    }
    return every && ledger.phase() == Phase.COMPLETE;
  }
}
