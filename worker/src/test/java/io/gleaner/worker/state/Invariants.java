package io.gleaner.worker.state;

import io.gleaner.failure.ExitCode;
import io.gleaner.ledger.ClaimOutcome;
import io.gleaner.ledger.CommitOutcome;
import io.gleaner.ledger.Grant;
import io.gleaner.ledger.LedgerReply;
import io.gleaner.ledger.LedgerRequest;
import io.gleaner.ledger.LedgerState;
import io.gleaner.ledger.Phase;
import io.gleaner.worker.state.Holding.Step;
import java.util.HashMap;
import java.util.Map;

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

  /** Not one of the seven, but what a lease is for: whatever else happens, work is not doubled. */
  static final String LEASE = "Lease";

  /** Not one of the seven either: a Job whose time is over goes no further. */
  static final String DEADLINE = "Deadline";

  /** Nor is this: a poison item does not eat its neighbours' attempts, and has its own counted. */
  static final String ATTEMPTS = "Attempts";

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
        if (!Backups.holds(before, index, exchange.worker())) {
          world.violated(ONE_COMMIT + ": item " + index + " was committed by one who had no lease");
        }
        if (before.generation() <= world.exitedZero && !world.oldCopy) {
          world.violated(QUIET_END + ": a commit after an exit 0");
        }
      }
    }
  }

  /** Once the deadline has passed nothing is granted and nothing committed. */
  static void inTime(Model model, World world, LedgerReply.Exchanged exchanged) {
    LedgerState ledger = world.ledger;
    long deadline = model.setup.deadline();
    boolean late = deadline > 0 && !ledger.suspended() && world.now >= ledger.openedAt() + deadline;
    boolean granted = exchanged.claims().stream().anyMatch(ClaimOutcome.Granted.class::isInstance);
    boolean taken =
        exchanged.commits().stream().anyMatch(c -> !(c instanceof CommitOutcome.Refused));
    if (late && (granted || taken)) {
      world.violated(DEADLINE + ": an item was " + (granted ? "granted" : "committed") + " late");
    }
  }

  /** A token is for one start: who sees it twice could not tell which attempt it is. */
  static void started(World world, Grant grant) {
    Long before = world.startedToken.get(grant.index());
    if (before != null && before == grant.token() && !world.oldCopy) {
      world.violated(ONE_COMMIT + ": a token started item " + grant.index() + " twice");
    }
    world.startedToken = world.startedToken.plus(grant.index(), grant.token());
  }

  static void acknowledged(World world, long index) {
    // An item that was put back has a copy of its own: the one before may go.
    boolean durable = world.durable.terminal(index) || world.retried.contains(index);
    if (!durable && !world.oldCopy) {
      world.violated(ORDER + ": item " + index + " was acknowledged before it was durable");
    }
  }

  /** What a worker may take away when the ledger crosses it off. */
  static ModelWorker.Verdict verdict(Model model, World world) {
    if (world.ledger.phase() == Phase.FAILED) {
      return new ModelWorker.Verdict(0, false, world.durable.phase() == Phase.FAILED);
    }
    return model.complete(world.ledger)
        ? new ModelWorker.Verdict(world.ledger.generation(), model.complete(world.durable), false)
        : ModelWorker.Verdict.NONE;
  }

  static void exited(World world, int w, WorkerEffect.Exit exit) {
    if (!world.workers[w].handlers().isEmpty() || !world.workers[w].queued().isEmpty()) {
      world.violated(QUIET_END + ": a worker left its handler behind");
    }
    ModelWorker.Verdict verdict = world.workers[w].verdict();
    if (exit.code() == ExitCode.JOB_FAILED && !verdict.failed()) {
      world.violated(DOUBT_IS_NEVER_SUCCESS + ": exit 3 from a Job that has not failed for good");
    }
    if (exit.code() != ExitCode.COMPLETE) {
      return;
    }
    world.exitedZero = Math.max(world.exitedZero, verdict.generation());
    if (verdict.generation() == 0) {
      world.violated(SOUND_END + ": exit 0 from a Job that is not complete");
    } else if (!verdict.durable()) {
      world.violated(DOUBT_IS_NEVER_SUCCESS + ": exit 0 from an end that is not durable");
    }
  }

  /** What must hold in every state. */
  static void check(World world) {
    noLoss(world);
    exclusive(world);
    for (ModelWorker worker : world.workers) {
      boolean unreachable = worker.life() == ModelWorker.Life.FROZEN;
      for (long generation : worker.handlers().values()) {
        if (generation <= world.exitedZero && !unreachable && !world.oldCopy) {
          world.violated(QUIET_END + ": a handler runs after an exit 0");
        }
      }
      starving(world, worker);
    }
  }

  /**
   * No two handlers run one item, and no three where a backup was sought, unless a lease ended
   * early or a worker stands still.
   */
  private static void exclusive(World world) {
    if (world.expiredEarly || world.oldCopy) {
      return;
    }
    Map<Long, Integer> running = new HashMap<>();
    for (ModelWorker worker : world.workers) {
      for (Grant grant : worker.handlers().keySet()) {
        int most = world.sought.contains(grant.index()) ? 2 : 1;
        if (worker.running() && running.merge(grant.index(), 1, Integer::sum) > most) {
          world.violated(LEASE + ": " + (most + 1) + " handlers run item " + grant.index());
        }
      }
    }
  }

  private static void noLoss(World world) {
    long known = Math.max(world.ledger.total(), world.published);
    for (long index = 0; index < known && world.ledger.present() && !world.oldCopy; index++) {
      // A dead letter on its way back is kept in the ledger until it is published.
      boolean kept = world.ledger.terminal(index) || world.ledger.republish().containsKey(index);
      boolean somewhere = kept || world.ready.contains(index);
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
            && state.items().count(Step.WAITING) == 0;
    if (idle && !world.ready.isEmpty() && worker.laneWithCredit() == 0) {
      world.violated(LIVE_END + ": a free worker has no credit for a ready item");
    }
  }
}
