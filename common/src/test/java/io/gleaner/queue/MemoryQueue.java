package io.gleaner.queue;

import io.gleaner.failure.ErrorKind;
import io.gleaner.failure.GleanerException;
import io.gleaner.item.Bytes;
import io.gleaner.item.WorkItem;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One Job's queue in memory, behind all three ports, for tests of what uses them. It delivers at
 * once, in the thread of whoever made a delivery possible, so that a test steps it by hand; what is
 * given back goes to the tail. Faults happen when the test says so.
 */
public final class MemoryQueue {
  private final String name;
  private final List<MemoryConsumer> consumers = new ArrayList<>();
  private final List<MemoryPublisher> publishers = new ArrayList<>();
  private final Deque<Message> ready = new ArrayDeque<>();
  private final List<Message> foreign = new ArrayList<>();
  private final Deque<Runnable> events = new ArrayDeque<>();
  private boolean telling;
  private boolean exists;
  private boolean reachable = true;

  public MemoryQueue(String name) {
    this.name = name;
  }

  public QueueAdmin admin() {
    return new Admin();
  }

  public synchronized ItemPublisher publisher(String uid) {
    MemoryPublisher publisher = new MemoryPublisher(this, uid);
    publishers.add(publisher);
    return publisher;
  }

  public synchronized ItemConsumer consumer() {
    MemoryConsumer consumer = new MemoryConsumer(this);
    consumers.add(consumer);
    return consumer;
  }

  /** Breaks every connection; while the broker is reachable the consumers come up again at once. */
  public synchronized void cutConnections() {
    publishers.forEach(MemoryPublisher::cut);
    consumers.forEach(consumer -> consumer.cut("The connection was cut."));
    if (reachable) {
      consumers.forEach(MemoryConsumer::connect);
    }
    settled();
  }

  /** Makes the broker unreachable, which cuts every connection, or reachable again. */
  public synchronized void reachable(boolean now) {
    reachable = now;
    if (now) {
      consumers.forEach(MemoryConsumer::connect);
      settled();
    } else {
      cutConnections();
    }
  }

  /**
   * Closes one lane of every consumer as a consumer timeout does: its deliveries are back in the
   * queue.
   */
  public synchronized void loseLane(int lane) {
    consumers.forEach(consumer -> consumer.lose(lane, "The broker closed the channel."));
    settled();
  }

  /** Tells every consumer that it is refused, as only a person can mend. */
  public synchronized void refuse(GleanerException why) {
    consumers.forEach(consumer -> consumer.refuse(why));
    settled();
  }

  /** Puts any message into the queue. */
  public synchronized void publishRaw(Map<String, Object> headers, byte[] body) {
    ready.add(new Message(Map.copyOf(headers), Bytes.wrap(body)));
    settled();
  }

  /** Takes everything that was set aside. */
  public synchronized List<Message> takeForeign() {
    List<Message> taken = List.copyOf(foreign);
    foreign.clear();
    return taken;
  }

  /** How many messages are ready. */
  public synchronized int size() {
    return ready.size();
  }

  boolean reachable() {
    return reachable;
  }

  boolean exists() {
    return exists;
  }

  String name() {
    return name;
  }

  Deque<Message> ready() {
    return ready;
  }

  void keepForeign(Message message, String why) {
    Map<String, Object> headers = new HashMap<>(message.headers());
    headers.put("gleaner-reason", why);
    foreign.add(new Message(headers, message.body()));
  }

  /** Queues a word for a listener; it is told when the queue is consistent again. */
  void tell(Runnable event) {
    events.add(event);
  }

  /**
   * Hands out what can be handed out, and tells. A listener that calls back only adds to the work.
   */
  void settled() {
    consumers.forEach(MemoryConsumer::fill);
    if (telling) {
      return;
    }
    telling = true;
    try {
      for (Runnable event = events.poll(); event != null; event = events.poll()) {
        event.run();
      }
    } finally {
      telling = false;
    }
  }

  /** A message as it lies in the queue. */
  public record Message(Map<String, Object> headers, Bytes body) {
    static Message of(String uid, WorkItem item) {
      return new Message(Map.of("gleaner-uid", uid, "gleaner-index", item.index()), item.body());
    }

    @Nullable String uid() {
      return headers.get("gleaner-uid") instanceof String uid && !uid.isEmpty() ? uid : null;
    }

    /** -1 if there is none. */
    long index() {
      Object index = headers.get("gleaner-index");
      boolean integer = index instanceof Long || index instanceof Integer;
      return integer && index instanceof Number number ? Math.max(-1, number.longValue()) : -1;
    }
  }

  private final class Admin implements QueueAdmin {
    @Override
    public boolean create() {
      synchronized (MemoryQueue.this) {
        boolean created = !exists;
        exists = true;
        return created;
      }
    }

    @Override
    public void proveReturns() {}

    @Override
    public Depth depth() {
      synchronized (MemoryQueue.this) {
        if (!exists) {
          throw new GleanerException(
              ErrorKind.PERMANENT, "The queue " + name + " is not there in memory.");
        }
        return new Depth(ready.size(), 0, foreign.size());
      }
    }

    @Override
    public void delete() {
      synchronized (MemoryQueue.this) {
        exists = false;
        consumers.forEach(consumer -> consumer.loseAll("The queue " + name + " was deleted."));
        ready.clear();
        foreign.clear();
        settled();
      }
    }

    @Override
    public void close() {}
  }
}
