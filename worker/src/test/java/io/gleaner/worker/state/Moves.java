package io.gleaner.worker.state;

import io.gleaner.ledger.Grant;
import io.gleaner.ledger.LedgerRequest;
import io.gleaner.ledger.Outcome;
import io.gleaner.worker.state.ModelWorker.Life;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

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
  record Move(String name, boolean fault, World world) {}

  private final Model model;
  private final World from;
  private final List<Move> moves = new ArrayList<>();

  private Moves(Model model, World from) {
    this.model = model;
    this.from = from;
  }

  static List<Move> of(Model model, World from) {
    Moves moves = new Moves(model, from);
    moves.ordinary();
    moves.faults();
    return moves.moves;
  }

  private void add(String name, Consumer<World> change) {
    World world = from.copy();
    change.accept(world);
    moves.add(new Move(name, false, world));
  }

  private void fault(Fault kind, String name, Consumer<World> change) {
    if (from.faults[kind.ordinal()] > 0) {
      World world = from.copy();
      world.faults[kind.ordinal()]--;
      change.accept(world);
      moves.add(new Move(name, true, world));
    }
  }

  private boolean anyoneLeft() {
    for (ModelWorker worker : from.workers) {
      if (worker.life() == Life.ALIVE || worker.life() == Life.FROZEN) {
        return true;
      }
    }
    return false;
  }

  private void ordinary() {
    if (!anyoneLeft()) {
      return;
    }
    if (from.filler.step() != ModelFiller.Step.FINISHED) {
      add("filler " + from.filler.step(), model::fill);
    }
    for (int i = 0; i < from.workers.length; i++) {
      int w = i;
      ModelWorker worker = from.workers[w];
      if (worker.life() != Life.ALIVE && worker.life() != Life.FROZEN) {
        continue;
      }
      if (!worker.wire().isEmpty()) {
        add(worker.id() + " ledger: " + worker.wire().get(0), world -> model.answer(world, w));
      }
      int lane = worker.laneWithCredit();
      if (!from.ready.isEmpty() && lane != 0) {
        add(
            worker.id() + " gets item " + from.ready.get(0),
            world -> model.deliver(world, w, lane));
      }
      for (Grant grant : worker.handlers().keySet()) {
        add(
            worker.id() + " handler ends " + grant,
            world -> model.endHandler(world, w, grant, Outcome.Kind.DONE));
      }
      if (worker.life() == Life.FROZEN) {
        add(worker.id() + " thaws", world -> model.thaw(world, w));
        if (!worker.inbox().contains(new WorkerEvent.QueueDown()) && !worker.lanes().isEmpty()) {
          add(
              worker.id() + " frozen, is dropped by the broker",
              world -> {
                model.loseQueue(world, w);
                model.happen(world, w, new WorkerEvent.QueueDown());
              });
        }
      }
    }
    if (model.idle(from)) {
      add("time passes", model::passTime);
    }
  }

  private void faults() {
    for (int i = 0; i < from.workers.length; i++) {
      int w = i;
      ModelWorker worker = from.workers[w];
      if (worker.life() == Life.ALIVE) {
        ofAWorker(w, worker);
      }
    }
    fault(Fault.ROLLBACK, "Redis restarts, rolled back", world -> model.restart(world, true));
    fault(Fault.SYNC, "Redis syncs", world -> world.durable = world.ledger);
    fault(Fault.ROLLBACK, "Redis restarts", world -> model.restart(world, false));
    if (from.filler.step() != ModelFiller.Step.OPEN) {
      fault(Fault.FILLER_CRASH, "filler dies", world -> world.filler = ModelFiller.START);
    }
    for (long index : from.ledger.leases().keySet()) {
      fault(
          Fault.EARLY_EXPIRY,
          "lease of item " + index + " ends early",
          world -> EarlyExpiry.of(world, index));
    }
    if (from.ledger.present() && from.ledger.total() < 0) {
      fault(
          Fault.HASTY_SEAL,
          "somebody seals",
          world ->
              model.ask(
                  world, "u", new LedgerRequest.Seal(world.ledger.leader().token(), model.items)));
    }
  }

  private void ofAWorker(int w, ModelWorker worker) {
    fault(Fault.CRASH, worker.id() + " dies", world -> model.crash(world, w));
    fault(
        Fault.FREEZE,
        worker.id() + " freezes",
        world -> world.workers[w] = world.workers[w].life(Life.FROZEN));
    if (!worker.wire().isEmpty()) {
      fault(
          Fault.CRASH,
          worker.id() + " dies after " + worker.wire().get(0),
          world -> {
            model.loseAnswer(world, w);
            model.crash(world, w);
          });
      fault(
          Fault.CUT,
          worker.id() + " does not hear of " + worker.wire().get(0),
          world -> model.loseAnswer(world, w));
    }
    for (int lane : worker.lanes().keySet()) {
      if (worker.unacked().keySet().stream().anyMatch(id -> id.lane() == lane)) {
        fault(
            Fault.REDELIVERY,
            worker.id() + " loses lane " + lane,
            world -> {
              model.loseLane(world, w, lane);
              model.happen(world, w, new WorkerEvent.LaneLost(lane));
            });
      }
    }
    for (Grant grant : worker.handlers().keySet()) {
      fault(
          Fault.FAILURE,
          worker.id() + " handler fails " + grant,
          world -> model.endHandler(world, w, grant, Outcome.Kind.FAILED));
    }
    if (worker.state().stopBy() == WorkerState.NEVER) {
      fault(
          Fault.STOP,
          worker.id() + " is asked to stop",
          world -> model.happen(world, w, new WorkerEvent.StopAsked(Model.GRID)));
    }
  }
}
