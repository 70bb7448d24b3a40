package io.gleaner.worker.state;

import io.gleaner.ledger.LedgerReply;
import io.gleaner.ledger.LedgerRequest;
import io.gleaner.ledger.LedgerState;
import io.gleaner.ledger.Phase;

/** What coordinators do in the model: fill, retry dead letters, start workers anew. */
final class Coordinators {
  private final Model model;

  Coordinators(Model model) {
    this.model = model;
  }

  /** A filler's next step. */
  void fill(World world, int f) {
    ModelFiller filler = world.fillers[f];
    long items = model.setup.items();
    switch (filler.step()) {
      case PUBLISH -> {
        world.ready = world.ready.plus(filler.at());
        world.published = Math.max(world.published, filler.at() + 1);
        filler = filler.at(ModelFiller.Step.MARK, filler.at() + 1);
      }
      case OPEN_BARRIER, SEAL_BARRIER -> {
        if (filler.fresh()) {
          filler = filler.broken();
        } else {
          model.sync(world);
          filler = filler.passed(items);
        }
      }
      case OPEN, MARK, SEAL -> {
        LedgerReply reply = ask(world, filler.request(model.spec, items));
        filler = filler.answered(reply, items);
      }
      case FINISHED -> {}
    }
    if (filler.step() == ModelFiller.Step.FINISHED && filler.leader() != 0) {
      ask(world, new LedgerRequest.StepDown(filler.leader()));
      filler = filler.leader(0);
    }
    world.fillers[f] = filler;
  }

  /** The next step of one that puts dead letters back. */
  void retry(World world) {
    ModelRetrier retrier = world.retrier;
    switch (retrier.step()) {
      case RETRY, REPUBLISHED -> retrier = retrier.answered(ask(world, retrier.request()));
      case RETRY_BARRIER, OPEN_BARRIER -> {
        if (retrier.fresh()) {
          boolean anew = retrier.step() == ModelRetrier.Step.RETRY_BARRIER;
          retrier = retrier.fresh(false);
          retrier = anew ? retrier.to(ModelRetrier.Step.RETRY) : retrier;
        } else {
          model.sync(world);
          retrier = retrier.to(ModelRetrier.Step.READ);
        }
      }
      case READ -> retrier = retrier.read(world.ledger.republish().keySet());
      case PUBLISH -> {
        world.ready = world.ready.plusAll(retrier.list());
        retrier = retrier.to(ModelRetrier.Step.REPUBLISHED);
      }
      // Somebody died over the list: whoever coordinates next goes on with it.
      case IDLE ->
          retrier = ModelRetrier.started("r" + ++world.started, ModelRetrier.Step.OPEN_BARRIER);
    }
    boolean over = retrier.step() == ModelRetrier.Step.IDLE;
    if (over && world.retrier.leader() != 0) {
      ask(world, new LedgerRequest.StepDown(world.retrier.leader()));
    }
    world.retrier = retrier;
  }

  /** Whether the retrying coordinator has something to do. */
  boolean retries(World world) {
    return world.retrier.step() != ModelRetrier.Step.IDLE || !world.ledger.republish().isEmpty();
  }

  /** Somebody deletes a Job of whose end a barrier had made sure. */
  void delete(World world) {
    world.deleted = Invariants.verdict(model, world);
    model.ask(world, "u", new LedgerRequest.Delete(0));
  }

  private LedgerReply ask(World world, LedgerRequest request) {
    LedgerReply reply = model.ask(world, "u", request);
    if (reply instanceof LedgerReply.Restarted) {
      model.ask(world, "u", new LedgerRequest.Recover(false));
    }
    return reply;
  }

  /** Whether another worker is started in place of this one. */
  boolean relaunches(World world, int w) {
    return model.setup.relaunch()
        && world.workers[w].life() == ModelWorker.Life.LEFT
        && world.ledger.present()
        && world.ledger.phase() == Phase.ACTIVE
        && !world.ledger.suspended();
  }

  void relaunch(World world, int w) {
    world.workers[w] = ModelWorker.named("w" + ++world.started, model.setup.ahead());
    model.happen(world, w, new WorkerEvent.QueueUp());
  }

  /** Whether no coordinator can do anything before time passes. */
  boolean idle(World world) {
    for (ModelFiller filler : world.fillers) {
      boolean waits = filler.wantsLead() && ledByOther(world, filler.name());
      if (filler.step() != ModelFiller.Step.FINISHED && !waits) {
        return false;
      }
    }
    for (int w = 0; w < world.workers.length; w++) {
      if (relaunches(world, w)) {
        return false;
      }
    }
    boolean waits = world.retrier.wantsLead() && ledByOther(world, world.retrier.name());
    return !retries(world) || waits;
  }

  private static boolean ledByOther(World world, String name) {
    LedgerState.Leader leader = world.ledger.leader();
    return world.ledger.runId().equals(world.runId())
        && leader.token() != 0
        && world.now < leader.until()
        && !leader.holder().equals(name);
  }
}
