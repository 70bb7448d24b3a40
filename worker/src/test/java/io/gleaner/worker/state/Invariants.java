package io.gleaner.worker.state;

import io.gleaner.failure.ExitCode;
import io.gleaner.ledger.CommitOutcome;
import io.gleaner.ledger.LedgerReply;
import io.gleaner.ledger.LedgerRequest;
import io.gleaner.ledger.LedgerState;
import io.gleaner.ledger.Phase;
import io.gleaner.worker.state.Holding.Step;

/**
 * The invariants of the design, by their names there. The fifth, that the Job ends, is checked on
 * the whole graph.
 */
final class Invariants {
  static final String NO_LOSS = "1 No loss";
  static final String ONE_COMMIT = "2 One commit";
  static final String SOUND_END = "3 Sound end";
  static final String QUIET_END = "4 Quiet end";
  static final String LIVE_END = "5 Live end";
  static final String DOUBT_IS_NEVER_SUCCESS = "6 Doubt is never success";
  static final String ORDER = "7 Order";

  private Invariants() {}

  static void commits(
      World world,
      LedgerState before,
      LedgerRequest.Exchange exchange,
      LedgerReply.Exchanged exchanged) {
    for (int i = 0; i < exchange.commits().size(); i++) {
      boolean taken = !(exchanged.commits().get(i) instanceof CommitOutcome.Refused);
      if (taken) {
        long index = exchange.commits().get(i).grant().index();
        long token = exchange.commits().get(i).grant().token();
        if (before.terminal(index)) {
          world.violated(ONE_COMMIT + ": item " + index + " became terminal twice");
        }
        if (token < world.newestToken.getOrDefault(index, 0L)) {
          world.violated(ONE_COMMIT + ": a superseded token committed item " + index);
        }
        boolean holder =
            before.leases().containsKey(index)
                && before.leases().get(index).worker().equals(exchange.worker());
        if (!holder) {
          world.violated(ONE_COMMIT + ": item " + index + " was committed by one who had no lease");
        }
        if (world.exitedZero) {
          world.violated(QUIET_END + ": a commit after an exit 0");
        }
      }
    }
  }

  static void acknowledged(World world, long index) {
    if (!world.durable.terminal(index)) {
      world.violated(ORDER + ": item " + index + " was acknowledged before it was durable");
    }
  }

  static void exited(Model model, World world, int w, WorkerEffect.Exit exit) {
    if (!world.workers[w].handlers().isEmpty()) {
      world.violated(QUIET_END + ": a worker left its handler behind");
    }
    if (exit.code() != ExitCode.COMPLETE) {
      return;
    }
    world.exitedZero = true;
    if (!complete(model, world.ledger)) {
      world.violated(SOUND_END + ": exit 0 from a Job that is not complete");
    }
    if (!complete(model, world.durable)) {
      world.violated(DOUBT_IS_NEVER_SUCCESS + ": exit 0 from an end that is not durable");
    }
  }

  private static boolean complete(Model model, LedgerState ledger) {
    boolean every = ledger.total() == model.items;
    for (long index = 0; index < model.items; index++) {
      every &= ledger.terminal(index);
    }
    return every && ledger.phase() == Phase.COMPLETE;
  }

  /** What must hold in every state. */
  static void check(Model model, World world) {
    noLoss(world);
    for (ModelWorker worker : world.workers) {
      boolean unreachable = worker.life() == ModelWorker.Life.FROZEN;
      if (world.exitedZero && !unreachable && !worker.handlers().isEmpty()) {
        world.violated(QUIET_END + ": a handler runs after an exit 0");
      }
      starving(world, worker);
    }
  }

  private static void noLoss(World world) {
    long known = Math.max(world.ledger.total(), world.published);
    for (long index = 0; index < known && world.ledger.present(); index++) {
      boolean somewhere = world.ledger.terminal(index) || world.ready.contains(index);
      for (ModelWorker worker : world.workers) {
        somewhere |= worker.unacked().containsValue(index);
      }
      if (!somewhere) {
        world.violated(NO_LOSS + ": item " + index + " is neither terminal nor in the queue");
      }
    }
  }

  /** The Job must not only end but go on: an idle worker beside a ready item can get it. */
  private static void starving(World world, ModelWorker worker) {
    WorkerState state = worker.state();
    boolean idle =
        worker.running()
            && worker.wire().isEmpty()
            && worker.handlers().isEmpty()
            && state.queueUp()
            && state.spec() != null
            && state.view() != null
            && !state.view().phase().terminal()
            && state.stopBy() == WorkerState.NEVER
            && state.count(Step.WAITING) == 0;
    if (idle && !world.ready.isEmpty() && worker.laneWithCredit() == 0) {
      world.violated(LIVE_END + ": a free worker has no credit for a ready item");
    }
  }
}
