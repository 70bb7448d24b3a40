package io.gleaner.worker.state;

import static java.util.Objects.requireNonNull;

import io.gleaner.ledger.Claim;
import io.gleaner.ledger.ClaimOutcome;
import io.gleaner.ledger.Commit;
import io.gleaner.ledger.Grant;
import io.gleaner.ledger.JobView;
import io.gleaner.ledger.LedgerReply;
import io.gleaner.ledger.LedgerRequest;
import io.gleaner.ledger.LedgerState;
import io.gleaner.queue.DeliveryId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A number for what matters in a state: two states with the same number have the same future. Times
 * count from now, tokens and lanes by their order, and the workers are interchangeable: the
 * smallest number over their permutations stands for all.
 */
// An ordinal is as good a number as any while the process lives; the sets are sorted, which their
// type has to say; an unchanged ledger is the same object.
@SuppressWarnings({"EnumOrdinal", "NonApiType", "ReferenceEquality"})
final class Fingerprint {
  private static final long PAST = -1;

  private final World world;
  private final List<Integer> order;
  private final TreeMap<Long, Integer> ranks = new TreeMap<>();
  private long hash = 0x243F6A8885A308D3L;

  private Fingerprint(World world, List<Integer> order, SortedSet<Long> tokens) {
    this.world = world;
    this.order = order;
    for (long token : tokens) {
      ranks.put(token, ranks.size());
    }
  }

  static long of(World world) {
    SortedSet<Long> tokens = new Tokens().of(world);
    long least = Long.MAX_VALUE;
    for (List<Integer> order : permutations(world.workers.length)) {
      Fingerprint print = new Fingerprint(world, order, tokens);
      print.world();
      least = Math.min(least, print.hash);
    }
    return least;
  }

  private static List<List<Integer>> permutations(int n) {
    return n == 1
        ? List.of(List.of(0))
        : n == 2
            ? List.of(List.of(0, 1), List.of(1, 0))
            : List.of(
                List.of(0, 1, 2),
                List.of(0, 2, 1),
                List.of(1, 0, 2),
                List.of(1, 2, 0),
                List.of(2, 0, 1),
                List.of(2, 1, 0));
  }

  private void add(long value) {
    hash = (hash ^ value) * 0x9E3779B97F4A7C15L;
    hash ^= hash >>> 29;
    hash *= 0xBF58476D1CE4E5B9L;
    hash ^= hash >>> 32;
  }

  private void add(boolean value) {
    add(value ? 1 : 0);
  }

  private void time(long time) {
    add(time == WorkerState.NEVER ? 1_000_000 : Math.max(PAST, time - world.now));
  }

  private void grant(@Nullable Grant grant) {
    add(grant == null ? -1 : grant.index());
    add(grant == null ? -1 : ranks.getOrDefault(grant.token(), -2));
  }

  private int who(String worker) {
    for (int i = 0; i < order.size(); i++) {
      if (world.workers[order.get(i)].id().equals(worker)) {
        return i;
      }
    }
    return -1;
  }

  private void world() {
    ledger(world.ledger);
    if (world.durable == world.ledger) {
      add(77);
    } else {
      ledger(world.durable);
      add(world.ledger.epoch() - world.durable.epoch());
    }
    add(world.expiredEarly);
    add(world.ready.size());
    world.ready.forEach(this::add);
    add(world.filler.step().ordinal());
    add(world.filler.at());
    add(ranks.getOrDefault(world.filler.leader(), -2));
    add(world.filler.fresh());
    for (int fault : world.faults) {
      add(fault);
    }
    add(world.published);
    world.newestToken.forEach(
        (index, token) -> add(index * 1_000 + requireNonNull(ranks.get(token))));
    add(world.exitedZero);
    order.forEach(w -> worker(world.workers[w]));
  }

  private void ledger(LedgerState state) {
    add(state.present());
    add(state.runId().equals(world.runId()));
    add(state.mark());
    add(state.total());
    add(state.phase().ordinal());
    add(state.generation());
    time(state.settlingUntil());
    add(ranks.getOrDefault(state.lastToken(), -2));
    add(ranks.getOrDefault(state.leader().token(), -2));
    add(state.done().size());
    state.done().forEach(this::add);
    add(state.dead().size());
    state.dead().keySet().forEach(this::add);
    add(state.leases().size());
    state
        .leases()
        .forEach(
            (index, lease) -> {
              grant(new Grant(index, lease.token()));
              add(who(lease.worker()));
              add(lease.attempt());
              time(lease.expiresAt());
            });
    add(state.histories().size());
    state
        .histories()
        .forEach(
            (index, history) -> {
              add(index);
              add(history.attempts());
              add(history.releases());
              time(history.notBefore());
              add(ranks.getOrDefault(history.token(), -2));
            });
    for (int w : order) {
      var record = state.workers().get(world.workers[w].id());
      time(record == null ? 0 : record.seenAt() + Model.LEASE);
      add(record == null);
    }
    add(state.grants().size());
    state
        .grants()
        .forEach(
            (grant, worker) -> {
              grant(grant);
              add(who(worker));
            });
  }

  private void worker(ModelWorker worker) {
    add(worker.life().ordinal());
    boolean over =
        worker.life() == ModelWorker.Life.CRASHED || worker.life() == ModelWorker.Life.LEFT;
    add(worker.handlers().size());
    worker.handlers().keySet().forEach(this::grant);
    if (over) {
      return;
    }
    add(worker.fresh());
    WorkerState state = worker.state();
    List<Integer> lanes = lanes(worker);
    add(worker.wire().size());
    for (ModelWorker.Op op : worker.wire()) {
      if (op.request() == null) {
        add(op.barrier() - state.barriers());
      } else {
        request(op.request());
        time(op.sentAt());
      }
    }
    add(worker.inbox().size());
    worker.inbox().forEach(event -> new Inbox(worker, lanes).event(event));
    add(worker.unacked().size());
    worker
        .unacked()
        .forEach(
            (id, index) -> {
              add(lanes.indexOf(id.lane()));
              add(index);
            });
    lanes(worker.lanes(), lanes);
    lanes(state.lanes(), lanes);
    view(state.view());
    add(state.epoch() - world.ledger.epoch());
    add(state.items().size());
    state.items().values().forEach(holding -> holding(worker, holding, lanes));
    add(state.queueUp());
    add(state.spec() == null);
    add(state.registering());
    add(state.exchanging());
    add(state.renewing());
    time(state.renewDue());
    add(state.recovering());
    add(state.again().size());
    state.again().forEach(this::request);
    add(state.barrierOpen());
    add(state.endBarrier() == 0 ? 99 : state.endBarrier() - state.barriers());
    add(state.leaving());
    time(state.stopBy());
    add(state.failure() == null);
  }

  private static List<Integer> lanes(ModelWorker worker) {
    TreeSet<Integer> lanes = new TreeSet<>(worker.lanes().keySet());
    lanes.addAll(worker.state().lanes().keySet());
    worker.unacked().keySet().forEach(id -> lanes.add(id.lane()));
    for (WorkerEvent event : worker.inbox()) {
      if (event instanceof WorkerEvent.Delivered delivered) {
        lanes.add(delivered.delivery().id().lane());
      } else if (event instanceof WorkerEvent.LaneLost lost) {
        lanes.add(lost.lane());
      }
    }
    worker
        .state()
        .items()
        .values()
        .forEach(holding -> holding.deliveries().forEach(id -> lanes.add(id.lane())));
    return new ArrayList<>(lanes);
  }

  private void lanes(Map<Integer, WorkerState.Lane> some, List<Integer> all) {
    add(some.size());
    some.forEach(
        (number, lane) -> {
          add(all.indexOf(number));
          add(lane.credit());
          add(lane.live());
        });
  }

  private void holding(ModelWorker worker, Holding holding, List<Integer> lanes) {
    add(holding.item().index());
    add(holding.step().ordinal());
    add(holding.bodyWanted());
    grant(holding.grant());
    add(holding.attempt());
    time(holding.leaseUntil());
    add(holding.stop().ordinal());
    add(holding.killed());
    add(holding.outcome() == null ? -1 : holding.outcome().kind().ordinal());
    if (holding.step() == Holding.Step.SETTLED) {
      add(holding.due() - worker.state().barriers());
    } else {
      time(holding.due());
    }
    add(holding.deliveries().size());
    for (DeliveryId id : holding.deliveries()) {
      add(lanes.indexOf(id.lane()));
      add(worker.unacked().containsKey(id));
    }
  }

  private void view(@Nullable JobView view) {
    add(view == null);
    if (view != null) {
      add(view.phase().ordinal());
      add(view.quiescent());
      add(view.suspended());
      add(view.epoch() - world.ledger.epoch());
    }
  }

  private void request(LedgerRequest request) {
    add(request.getClass().getSimpleName().hashCode());
    if (request instanceof LedgerRequest.Exchange exchange) {
      for (Commit commit : exchange.commits()) {
        grant(commit.grant());
        add(commit.attempt());
        add(commit.outcome().kind().ordinal());
      }
      for (Claim claim : exchange.claims()) {
        add(claim.index());
        add(claim.body() == null);
      }
    } else if (request instanceof LedgerRequest.Renew renew) {
      renew
          .held()
          .forEach(
              held -> {
                grant(held.grant());
                add(held.attempt());
                add(held.live());
              });
      add(renew.complete());
      add(renew.epoch() - world.ledger.epoch());
    } else if (request instanceof LedgerRequest.Release release) {
      release.grants().forEach(this::grant);
    }
  }

  /** What waits for a frozen worker. */
  private final class Inbox {
    private final ModelWorker worker;
    private final List<Integer> lanes;

    Inbox(ModelWorker worker, List<Integer> lanes) {
      this.worker = worker;
      this.lanes = lanes;
    }

    void event(WorkerEvent event) {
      add(event.getClass().getSimpleName().hashCode());
      if (event instanceof WorkerEvent.Answered answered) {
        request(answered.request());
        reply(answered.reply());
        time(answered.sentAt());
      } else if (event instanceof WorkerEvent.Delivered delivered) {
        DeliveryId id = delivered.delivery().id();
        add(lanes.indexOf(id.lane()));
        add(worker.unacked().containsKey(id));
        add(delivered.delivery().item().index());
      } else if (event instanceof WorkerEvent.HandlerEnded ended) {
        grant(ended.grant());
        add(ended.outcome().kind().ordinal());
      } else if (event instanceof WorkerEvent.BarrierPassed passed) {
        add(passed.number() - worker.state().barriers());
      } else if (event instanceof WorkerEvent.BarrierBroken broken) {
        add(broken.number() - worker.state().barriers());
      } else if (event instanceof WorkerEvent.LaneLost lost) {
        add(lanes.indexOf(lost.lane()));
      }
    }

    private void reply(LedgerReply reply) {
      add(reply.getClass().getSimpleName().hashCode());
      if (reply instanceof LedgerReply.Exchanged exchanged) {
        // Waits are spans, so outcomes but for a grant can stand for themselves.
        exchanged.commits().forEach(outcome -> add(outcome.toString().hashCode()));
        exchanged.claims().forEach(this::claimed);
        view(exchanged.view());
      } else if (reply instanceof LedgerReply.Renewed renewed) {
        add(renewed.held().hashCode());
        view(renewed.view());
      } else if (reply instanceof LedgerReply.Released released) {
        view(released.view());
      } else if (reply instanceof LedgerReply.Left left) {
        view(left.view());
      } else if (reply instanceof LedgerReply.NotQuiescent not) {
        view(not.view());
      } else if (reply instanceof LedgerReply.Registered registered) {
        view(registered.view());
      } else if (reply instanceof LedgerReply.Recovered recovered) {
        add(recovered.epoch() - world.ledger.epoch());
      }
    }

    private void claimed(ClaimOutcome outcome) {
      if (outcome instanceof ClaimOutcome.Granted granted) {
        add(ranks.getOrDefault(granted.token(), -2));
        add(granted.attempt());
      } else {
        add(outcome.toString().hashCode());
      }
    }
  }
}
