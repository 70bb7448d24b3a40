package io.gleaner.queue.amqp;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import org.jspecify.annotations.Nullable;

/** A consumer on a channel of its own, and the deliveries that it has not settled. */
final class Lane {
  private final int number;
  private final Channel channel;
  private final Window<Held> held = new Window<>();

  /** Whether the listener may still hear of this lane. Guarded by the {@link ListenerGate}. */
  private boolean live = true;

  /** Whether basic.consume has succeeded. Used by the adapter's thread only. */
  private boolean consuming;

  Lane(int number, Channel channel) {
    this.number = number;
    this.channel = channel;
  }

  int number() {
    return number;
  }

  Channel channel() {
    return channel;
  }

  /** Remembers a delivery until it is settled. Called from the client library's threads. */
  void hold(long tag, Held message) {
    held.put(tag, message);
  }

  /**
   * Forgets a delivery; false if it is settled already: to settle a tag twice would close the
   * channel.
   */
  boolean settle(long tag) {
    return held.remove(tag);
  }

  boolean holds(long tag) {
    return held.get(tag) != null;
  }

  /** The lowest tag that is not settled; what is delivered later has a higher one. */
  long firstHeld() {
    return held.lowest();
  }

  /** The delivery, once: null if it is settled, or taken to be set aside already. */
  @Nullable Held takeAside(long tag) {
    Held message = held.get(tag);
    if (message == null || message.aside()) {
      return null;
    }
    held.put(tag, message.taken());
    return message;
  }

  boolean live() {
    return live;
  }

  void end() {
    live = false;
  }

  boolean consuming() {
    return consuming;
  }

  void consumes() {
    consuming = true;
  }

  /**
   * What is needed to set a delivery aside; the body is the array that the delivery's item holds.
   *
   * @param aside whether that is under way
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared by content
  record Held(BasicProperties properties, byte[] body, boolean aside) {
    Held taken() {
      return new Held(properties, body, true);
    }
  }
}
