package io.gleaner.queue;

import io.gleaner.failure.GleanerException;
import io.gleaner.item.WorkItem;
import io.gleaner.queue.MemoryQueue.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Consumes from a {@link MemoryQueue}. */
final class MemoryConsumer implements ItemConsumer {
  private final MemoryQueue queue;
  private final SortedMap<Integer, Lane> lanes = new TreeMap<>();
  private @Nullable Listener listener;
  private boolean connected;
  private boolean closed;

  MemoryConsumer(MemoryQueue queue) {
    this.queue = queue;
  }

  @Override
  public void start(Listener listener) {
    synchronized (queue) {
      this.listener = listener;
      if (queue.reachable()) {
        connect();
      } else {
        queue.tell(() -> listener.down("The broker in memory does not answer."));
      }
      queue.settled();
    }
  }

  void connect() {
    if (listener != null && !connected && !closed) {
      connected = true;
      queue.tell(listener::up);
    }
  }

  void cut(String why) {
    if (listener != null && connected) {
      connected = false;
      List.copyOf(lanes.values()).forEach(this::remove);
      Listener told = listener;
      queue.tell(() -> told.down(why));
    }
  }

  void lose(int number, String why) {
    Lane lane = lanes.get(number);
    if (lane != null && listener != null) {
      remove(lane);
      Listener told = listener;
      queue.tell(() -> told.laneLost(number, why));
    }
  }

  void refuse(GleanerException why) {
    if (listener != null) {
      Listener told = listener;
      queue.tell(() -> told.refused(why));
    }
  }

  void loseAll(String why) {
    List.copyOf(lanes.keySet()).forEach(number -> lose(number, why));
  }

  @Override
  public void open(int lane, int credit) {
    synchronized (queue) {
      if (!connected || listener == null) {
        return;
      }
      lanes.put(lane, new Lane(lane, credit));
      if (!queue.exists()) {
        lose(lane, "The queue " + queue.name() + " is not there in memory.");
      }
      queue.settled();
    }
  }

  @Override
  public void cancel(int lane) {
    synchronized (queue) {
      if (lanes.containsKey(lane)) {
        lanes.get(lane).credit = 0;
      }
    }
  }

  @Override
  public void close(int lane) {
    synchronized (queue) {
      if (lanes.containsKey(lane)) {
        remove(lanes.get(lane));
        queue.settled();
      }
    }
  }

  @Override
  public void acknowledge(List<DeliveryId> deliveries) {
    synchronized (queue) {
      deliveries.forEach(this::settle);
      queue.settled();
    }
  }

  @Override
  public void giveBack(DeliveryId delivery) {
    synchronized (queue) {
      Message message = settle(delivery);
      if (message != null) {
        queue.ready().addLast(message);
      }
      queue.settled();
    }
  }

  @Override
  public void setAside(DeliveryId delivery, String why) {
    synchronized (queue) {
      Message message = settle(delivery);
      if (message != null) {
        keepForeign(delivery, message, why);
      }
      queue.settled();
    }
  }

  @Override
  public void close() {
    synchronized (queue) {
      closed = true;
      connected = false;
      List.copyOf(lanes.values()).forEach(this::remove);
      queue.settled();
    }
  }

  /** Gives each lane what its credit allows. */
  void fill() {
    for (Lane lane : lanes.values()) {
      while (lane.held.size() < lane.credit && !queue.ready().isEmpty()) {
        deliver(lane, queue.ready().removeFirst());
      }
    }
  }

  private void deliver(Lane lane, Message message) {
    String uid = message.uid();
    DeliveryId id = new DeliveryId(lane.number, ++lane.lastTag);
    if (uid == null || message.index() < 0) {
      keepForeign(id, message, uid == null ? "gleaner-uid is no uid" : "gleaner-index is no index");
      return;
    }
    lane.held.put(id.tag(), message);
    WorkItem item = new WorkItem(message.index(), message.body());
    queue.tell(() -> tellDelivered(lane, new Delivery(id, uid, item)));
  }

  private void tellDelivered(Lane lane, Delivery delivery) {
    if (listener != null && !closed && lanes.get(lane.number) == lane) {
      listener.delivered(delivery);
    }
  }

  private void keepForeign(DeliveryId id, Message message, String why) {
    queue.keepForeign(message, why);
    if (listener != null) {
      Listener told = listener;
      queue.tell(() -> told.foreign(id, "A message was set aside: " + why + "."));
    }
  }

  private @Nullable Message settle(DeliveryId delivery) {
    Lane lane = lanes.get(delivery.lane());
    return lane == null ? null : lane.held.remove(delivery.tag());
  }

  private void remove(Lane lane) {
    lanes.remove(lane.number);
    List<Message> back = new ArrayList<>(lane.held.values());
    back.forEach(queue.ready()::addLast);
    lane.held.clear();
  }

  private static final class Lane {
    private final int number;
    private final SortedMap<Long, Message> held = new TreeMap<>();
    private int credit;
    private long lastTag;

    Lane(int number, int credit) {
      this.number = number;
      this.credit = credit;
    }
  }
}
