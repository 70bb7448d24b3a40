package io.gleaner.worker.state;

import io.gleaner.item.Bytes;
import io.gleaner.item.WorkItem;
import io.gleaner.queue.Delivery;
import io.gleaner.queue.DeliveryId;
import java.util.Map;
import org.pcollections.PSortedMap;
import org.pcollections.TreePMap;

/** The queue of the model: first in, first out, and what comes back goes to the end. */
final class Broker {
  private Broker() {}

  /** Hands the first item to a worker's lane. */
  static Delivery deliver(World world, int w, int lane) {
    ModelWorker worker = world.workers[w];
    long index = world.ready.get(0);
    world.ready = world.ready.minus(0);
    DeliveryId id = new DeliveryId(lane, worker.nextTag());
    world.workers[w] =
        worker.queue(worker.unacked().plus(id, index), worker.lanes()).tag(worker.nextTag() + 1);
    return new Delivery(id, "u", new WorkItem(index, Bytes.EMPTY));
  }

  static void open(World world, int w, WorkerEffect.OpenLane open) {
    ModelWorker worker = world.workers[w];
    boolean connected = !worker.inbox().contains(new WorkerEvent.QueueDown());
    if (connected) {
      WorkerState.Lane lane = new WorkerState.Lane(open.credit(), true);
      world.workers[w] = worker.queue(worker.unacked(), worker.lanes().plus(open.lane(), lane));
    }
  }

  static void cancel(World world, int w, int number) {
    ModelWorker worker = world.workers[w];
    WorkerState.Lane lane = worker.lanes().get(number);
    if (lane != null) {
      WorkerState.Lane cancelled = new WorkerState.Lane(lane.credit(), false);
      world.workers[w] = worker.queue(worker.unacked(), worker.lanes().plus(number, cancelled));
    }
  }

  static void acknowledge(World world, int w, DeliveryId delivery) {
    ModelWorker worker = world.workers[w];
    Long index = worker.unacked().get(delivery);
    if (index != null) {
      Invariants.acknowledged(world, index);
      world.workers[w] = worker.queue(worker.unacked().minus(delivery), worker.lanes());
    }
  }

  static void giveBack(World world, int w, DeliveryId delivery) {
    ModelWorker worker = world.workers[w];
    Long index = worker.unacked().get(delivery);
    if (index != null) {
      world.ready = world.ready.plus(index);
      world.workers[w] = worker.queue(worker.unacked().minus(delivery), worker.lanes());
    }
  }

  /** What a lane held goes back to the queue. */
  static void loseLane(World world, int w, int lane) {
    ModelWorker worker = world.workers[w];
    PSortedMap<DeliveryId, Long> unacked = worker.unacked();
    for (Map.Entry<DeliveryId, Long> entry : worker.unacked().entrySet()) {
      if (entry.getKey().lane() == lane) {
        unacked = unacked.minus(entry.getKey());
        world.ready = world.ready.plus(entry.getValue());
      }
    }
    world.workers[w] = worker.queue(unacked, worker.lanes().minus(lane));
  }

  /** The connection is gone, with every lane. */
  static void loseQueue(World world, int w) {
    for (int lane : world.workers[w].lanes().keySet()) {
      loseLane(world, w, lane);
    }
    world.workers[w] = world.workers[w].queue(TreePMap.empty(), TreePMap.empty());
  }
}
