package io.gleaner.worker.state;

import io.gleaner.ledger.LedgerRequest;
import io.gleaner.queue.DeliveryId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** A worker's part of a fingerprint. Lanes go by their order. */
// An ordinal is as good a number as any while the process lives.
@SuppressWarnings("EnumOrdinal")
final class WorkerPrint extends Print {
  private final ModelWorker worker;
  private final WorkerState state;
  private final List<Integer> lanes;

  WorkerPrint(World world, Names names, ModelWorker worker) {
    super(world, names);
    this.worker = worker;
    this.state = worker.state();
    this.lanes = lanes(worker);
  }

  void worker() {
    add(worker.life().ordinal());
    add(worker.handlers().size());
    worker
        .handlers()
        .forEach(
            (grant, generation) -> {
              grant(grant);
              add(generation);
            });
    add(worker.queued().size());
    for (ModelWorker.Queued each : worker.queued()) {
      grant(each.grant());
      time(each.startBy());
    }
    if (worker.life() == ModelWorker.Life.CRASHED || worker.life() == ModelWorker.Life.LEFT) {
      return;
    }
    add(worker.fresh());
    add(worker.verdict().generation());
    add(worker.verdict().durable());
    add(worker.verdict().failed());
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
    EventPrint events = new EventPrint(this);
    worker.inbox().forEach(events::event);
    add(worker.unacked().size());
    worker
        .unacked()
        .forEach(
            (id, index) -> {
              lane(id);
              item(index);
            });
    lanes(worker.lanes());
    machine();
  }

  private void machine() {
    lanes(state.lanes());
    view(state.view());
    epoch(state.epoch());
    add(state.items().size());
    for (int index : names.items()) {
      Holding holding = state.items().get((long) index);
      if (holding != null) {
        holding(holding);
      }
    }
    add(state.queueUp());
    add(state.spec() == null);
    add(state.registering());
    add(state.exchanging());
    add(state.renewing());
    time(state.renewDue());
    time(state.seekDue());
    add(state.seeking());
    add(state.recovering());
    add(state.again().size());
    state.again().forEach(this::request);
    add(state.barrierOpen());
    add(state.endBarrier() == 0 ? 99 : state.endBarrier() - state.barriers());
    add(state.leaving());
    time(state.stopBy());
    add(names.sharing() ? state.done() + state.dead() : 0);
    token(state.newestStart());
    add(state.failure() == null);
    add(state.pace().ahead());
    add(state.pace().meanNanos());
    boolean behind = state.running() > 1;
    time(behind ? state.pace().movedAt() : 0);
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
    for (Holding holding : worker.state().items().values()) {
      holding.deliveries().forEach(id -> lanes.add(id.lane()));
    }
    return new ArrayList<>(lanes);
  }

  private void lanes(Map<Integer, WorkerState.Lane> some) {
    add(some.size());
    some.forEach(
        (number, lane) -> {
          lane((int) number);
          add(lane.credit());
          add(lane.live());
        });
  }

  void lane(int number) {
    add(lanes.indexOf(number));
  }

  private void lane(DeliveryId id) {
    lane(id.lane());
  }

  /** A delivery, and whether the broker still knows it. */
  void delivery(DeliveryId id) {
    lane(id);
    add(worker.unacked().containsKey(id));
  }

  void barrier(long number) {
    add(number - state.barriers());
  }

  private void holding(Holding holding) {
    item(holding.item().index());
    add(holding.step().ordinal());
    add(holding.bodyWanted());
    add(holding.alone());
    add(holding.batch());
    grant(holding.grant());
    add(holding.attempt());
    time(holding.leaseUntil());
    add(holding.stop().ordinal());
    add(holding.killed());
    add(holding.outcome() == null ? -1 : holding.outcome().kind().ordinal());
    if (holding.step() == Holding.Step.SETTLED) {
      barrier(holding.due());
    } else {
      time(holding.due());
    }
    add(holding.deliveries().size());
    holding.deliveries().forEach(this::delivery);
  }

  void request(LedgerRequest request) {
    add(request.getClass().getSimpleName().hashCode());
    if (request instanceof LedgerRequest.Exchange exchange) {
      exchange
          .commits()
          .forEach(
              commit -> {
                grant(commit.grant());
                add(commit.attempt());
                add(commit.outcome().kind().ordinal());
              });
      exchange
          .claims()
          .forEach(
              claim -> {
                item(claim.index());
                add(claim.body() == null);
                add(claim.batch());
              });
    } else if (request instanceof LedgerRequest.Renew renew) {
      renew
          .held()
          .forEach(
              held -> {
                grant(held.grant());
                add(held.attempt());
                add(held.batch());
                add(held.live());
              });
      add(renew.complete());
      epoch(renew.epoch());
    } else if (request instanceof LedgerRequest.Release release) {
      release.grants().forEach(this::grant);
      add(release.started());
    }
  }
}
