package io.gleaner.queue.amqp;

import io.gleaner.failure.GleanerException;
import io.gleaner.queue.Delivery;
import io.gleaner.queue.DeliveryId;
import io.gleaner.queue.ItemConsumer;
import java.util.Collection;

/**
 * Tells the listener one thing at a time, and nothing of a lane after its end: the client library
 * delivers from threads of its own, and what it had queued may come after the lane is lost.
 */
final class ListenerGate {
  private final ItemConsumer.Listener listener;
  private boolean closed;

  ListenerGate(ItemConsumer.Listener listener) {
    this.listener = listener;
  }

  synchronized void up() {
    if (!closed) {
      listener.up();
    }
  }

  synchronized void down(Collection<Lane> lanes, String why) {
    lanes.forEach(Lane::end);
    if (!closed) {
      listener.down(why);
    }
  }

  /** No connection could be made. */
  synchronized void down(String why) {
    if (!closed) {
      listener.down(why);
    }
  }

  synchronized void refused(GleanerException why) {
    if (!closed) {
      listener.refused(why);
    }
  }

  synchronized void delivered(Lane lane, Delivery delivery) {
    if (!closed && lane.live()) {
      listener.delivered(delivery);
    }
  }

  synchronized void laneLost(Lane lane, String why) {
    if (!closed && lane.live()) {
      lane.end();
      listener.laneLost(lane.number(), why);
    }
  }

  /** A lane that never came to be. */
  synchronized void laneLost(int lane, String why) {
    if (!closed) {
      listener.laneLost(lane, why);
    }
  }

  synchronized void settingAside(Lane lane, DeliveryId delivery) {
    if (!closed && lane.live()) {
      listener.settingAside(delivery);
    }
  }

  synchronized void foreign(DeliveryId delivery, String why) {
    if (!closed) {
      listener.foreign(delivery, why);
    }
  }

  /** The caller closes a lane: it hears no more of it. */
  synchronized void end(Lane lane) {
    lane.end();
  }

  synchronized void close() {
    closed = true;
  }
}
