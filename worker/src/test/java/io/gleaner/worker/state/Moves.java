package io.gleaner.worker.state;

import io.gleaner.ledger.Grant;
import io.gleaner.ledger.LedgerRequest;
import io.gleaner.ledger.LedgerState;
import io.gleaner.ledger.Outcome;
import io.gleaner.ledger.Phase;
import io.gleaner.worker.state.ModelWorker.Life;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Every move that a state of the model allows. */
// The budget of faults is an array with a place for each kind.
@SuppressWarnings("EnumOrdinal")
final class Moves {
  /**
   * One move.
   *
   * @param name for the trace
   * @param fault whether it is a fault: no end may depend on one
   * @param world the state that it leads to
   */
  record Move(Supplier<String> name, boolean fault, World world) {}

  private final Model model;
  private final World from;
  private final List<Move> moves = new ArrayList<>();

  private Moves(Model model, World from) {
    this.model = model;
    this.from = from;
  }

  static List<Move> of(Model model, World from) {
    Moves moves = new Moves(model, from);
    if (moves.anyoneLeft()) {
      moves.ordinary();
    }
    moves.ofWorkers();
    moves.ofRedis();
    moves.ofCoordinators();
    return moves.moves;
  }

  private void add(Supplier<String> name, Consumer<World> change) {
    World world = from.copy();
    change.accept(world);
    moves.add(new Move(name, false, world));
  }

  private void fault(Fault kind, Supplier<String> name, Consumer<World> change) {
    if (from.faults[kind.ordinal()] > 0) {
      World world = from.copy();
      world.faults[kind.ordinal()]--;
      change.accept(world);
      moves.add(new Move(name, true, world));
    }
  }

  private boolean anyoneLeft() {
    for (int w = 0; w < from.workers.length; w++) {
      Life life = from.workers[w].life();
      boolean there = life == Life.ALIVE || life == Life.FROZEN;
      if (there || model.coordinators.relaunches(from, w)) {
        return true;
      }
    }
    return model.setup.relaunch() && model.coordinators.retries(from);
  }

  private void ordinary() {
    for (int i = 0; i < from.fillers.length; i++) {
      int f = i;
      ModelFiller filler = from.fillers[f];
      if (filler.step() != ModelFiller.Step.FINISHED) {
        add(
            () -> "filler " + filler.name() + " " + filler.step(),
            world -> model.coordinators.fill(world, f));
      }
    }
    if (model.coordinators.retries(from)) {
      add(() -> "retrier " + from.retrier.step(), model.coordinators::retry);
    }
    for (int i = 0; i < from.workers.length; i++) {
      int w = i;
      ModelWorker worker = from.workers[w];
      if (worker.life() == Life.ALIVE || worker.life() == Life.FROZEN) {
        ordinaryOf(w, worker);
      } else if (model.coordinators.relaunches(from, w)) {
        add(
            () -> "another worker starts for " + worker.id(),
            world -> model.coordinators.relaunch(world, w));
      }
    }
    if (model.idle(from)) {
      add(() -> "time passes", model::passTime);
    }
  }

  private void ordinaryOf(int w, ModelWorker worker) {
    String id = worker.id();
    if (!worker.wire().isEmpty()) {
      add(() -> id + " ledger: " + worker.wire().get(0), world -> model.answer(world, w));
    }
    int lane = worker.laneWithCredit();
    if (!from.ready.isEmpty() && lane != 0) {
      add(() -> id + " gets item " + from.ready.get(0), world -> model.deliver(world, w, lane));
    }
    for (Grant grant : worker.handlers().keySet()) {
      add(
          () -> id + " handler ends " + grant,
          world -> model.endHandler(world, w, grant, Outcome.Kind.DONE));
    }
    if (worker.life() == Life.FROZEN) {
      add(() -> id + " thaws", world -> model.thaw(world, w));
      if (!worker.inbox().contains(new WorkerEvent.QueueDown()) && !worker.lanes().isEmpty()) {
        add(
            () -> id + " frozen, is dropped by the broker",
            world -> {
              Broker.loseQueue(world, w);
              model.happen(world, w, new WorkerEvent.QueueDown());
            });
      }
    }
  }

  private void ofWorkers() {
    for (int i = 0; i < from.workers.length; i++) {
      if (from.workers[i].life() == Life.ALIVE) {
        ofAWorker(i, from.workers[i]);
      } else if (from.workers[i].life() == Life.CRASHED) {
        String id = from.workers[i].id();
        fault(
            Fault.REVOKE,
            () -> "the launcher revokes " + id,
            world -> model.ask(world, "u", new LedgerRequest.Revoke(0, id)));
      }
    }
  }

  private void ofRedis() {
    fault(
        Fault.ROLLBACK,
        () -> "Redis restarts, rolled back",
        world -> {
          model.restart(world, world.durable);
          EarlyExpiry.forget(world);
        });
    fault(Fault.ROLLBACK, () -> "Redis restarts", world -> model.restart(world, world.ledger));
    fault(
        Fault.OLD_COPY,
        () -> "Redis comes back with an old copy",
        world -> {
          world.durable = world.older;
          world.oldCopy = true;
          model.restart(world, world.older);
        });
    fault(Fault.SYNC, () -> "Redis syncs", model::sync);
    for (long index : from.ledger.leases().keySet()) {
      fault(
          Fault.EARLY_EXPIRY,
          () -> "lease of item " + index + " ends early",
          world -> EarlyExpiry.of(world, index));
    }
    if (from.ledger.present() && from.ledger.total() < 0) {
      fault(
          Fault.HASTY_SEAL,
          () -> "somebody seals",
          world ->
              model.ask(
                  world,
                  "u",
                  new LedgerRequest.Seal(world.ledger.leader().token(), model.setup.items())));
    }
  }

  private void ofCoordinators() {
    for (int i = 0; i < from.fillers.length; i++) {
      int f = i;
      ModelFiller filler = from.fillers[f];
      if (filler.step() != ModelFiller.Step.OPEN && filler.step() != ModelFiller.Step.FINISHED) {
        fault(
            Fault.FILLER_CRASH,
            () -> "filler " + filler.name() + " dies",
            world -> world.fillers[f] = ModelFiller.named("f+" + ++world.started));
      }
    }
    boolean retries = from.retrier.step() != ModelRetrier.Step.IDLE;
    if (retries) {
      fault(
          Fault.FILLER_CRASH, () -> "who retries dies", world -> world.retrier = ModelRetrier.IDLE);
    }
    LedgerState ledger = from.ledger;
    if (ledger.leader().token() != 0 && from.now < ledger.leader().until()) {
      fault(Fault.LEAD_LOST, () -> "the lead ends early", EarlyExpiry::ofTheLead);
    }
    boolean worthIt = !ledger.dead().isEmpty() || ledger.phase() == Phase.FAILED;
    if (worthIt && !retries) {
      fault(
          Fault.RETRY,
          () -> "somebody asks for a retry",
          world ->
              world.retrier = ModelRetrier.started("r" + ++world.started, ModelRetrier.Step.RETRY));
    }
    if (ledger.present() && !ledger.phase().terminal()) {
      fault(
          Fault.FAIL,
          () -> "a coordinator fails the Job",
          world -> model.ask(world, "u", new LedgerRequest.Fail(0, "ItemsLost")));
    }
    if (from.durable.phase().terminal() && ledger.phase().terminal()) {
      fault(Fault.DELETE, () -> "somebody deletes the Job", model.coordinators::delete);
    }
    if (ledger.present() && !ledger.suspended() && !ledger.phase().terminal()) {
      fault(
          Fault.SUSPEND,
          () -> "somebody suspends",
          world -> model.ask(world, "u", new LedgerRequest.Suspend(0, true)));
    }
    if (ledger.suspended()) {
      fault(
          Fault.RESUME,
          () -> "somebody resumes",
          world -> model.ask(world, "u", new LedgerRequest.Suspend(0, false)));
    }
  }

  private void ofAWorker(int w, ModelWorker worker) {
    fault(Fault.CRASH, () -> worker.id() + " dies", world -> model.crash(world, w));
    fault(
        Fault.FREEZE,
        () -> worker.id() + " freezes",
        world -> world.workers[w] = world.workers[w].life(Life.FROZEN));
    if (!worker.wire().isEmpty()) {
      fault(
          Fault.CRASH,
          () -> worker.id() + " dies after " + worker.wire().get(0),
          world -> {
            model.loseAnswer(world, w);
            model.crash(world, w);
          });
      fault(
          Fault.CUT,
          () -> worker.id() + " does not hear of " + worker.wire().get(0),
          world -> model.loseAnswer(world, w));
    }
    for (int lane : worker.lanes().keySet()) {
      if (worker.unacked().keySet().stream().anyMatch(id -> id.lane() == lane)) {
        fault(
            Fault.REDELIVERY,
            () -> worker.id() + " loses lane " + lane,
            world -> {
              Broker.loseLane(world, w, lane);
              model.happen(world, w, new WorkerEvent.LaneLost(lane));
            });
      }
    }
    for (Grant grant : worker.handlers().keySet()) {
      fault(
          Fault.FAILURE,
          () -> worker.id() + " handler fails " + grant,
          world -> model.endHandler(world, w, grant, Outcome.Kind.FAILED));
    }
    if (worker.state().stopBy() == WorkerState.NEVER) {
      fault(
          Fault.STOP,
          () -> worker.id() + " is asked to stop",
          world -> model.happen(world, w, new WorkerEvent.StopAsked(Model.GRID)));
    }
  }
}
