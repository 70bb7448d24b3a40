package io.gleaner.queue.amqp;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ChannelContinuationTimeoutException;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.ShutdownSignalException;
import io.gleaner.failure.GleanerException;
import io.gleaner.item.Bytes;
import io.gleaner.item.WorkItem;
import io.gleaner.queue.Delivery;
import io.gleaner.queue.DeliveryId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lanes of one connection, from its making to its loss. All methods run on the adapter's
 * thread; only deliveries come from the client library's.
 */
final class Session {
  private static final Logger LOG = LoggerFactory.getLogger(Session.class);

  private final Connection connection;
  private final Owner owner;
  private final ListenerGate gate;
  private final BrokerAddress address;
  private final String queue;
  private final String worker;
  private final Map<Integer, Lane> lanes = new HashMap<>();
  private final boolean ranges;
  private int failedOpens;

  Session(
      Connection connection,
      BrokerAddress address,
      Owner owner,
      ListenerGate gate,
      String queue,
      String worker) {
    this.ranges = BrokerTraits.of(connection.getServerProperties()).rabbit();
    this.connection = connection;
    this.address = address;
    this.owner = owner;
    this.gate = gate;
    this.queue = queue;
    this.worker = worker;
  }

  Connection connection() {
    return connection;
  }

  Collection<Lane> lanes() {
    return lanes.values();
  }

  @Nullable Lane lane(int number) {
    return lanes.get(number);
  }

  void open(int number, int credit) {
    if (lanes.containsKey(number)) {
      LOG.error("Lane {} is open already; lane numbers are never used twice.", number);
      return;
    }
    try {
      Channel channel = connection.createChannel();
      if (channel == null) {
        throw new IOException("it allows no more channels on this connection");
      }
      Lane lane = new Lane(number, channel);
      lanes.put(number, lane);
      channel.addShutdownListener(cause -> owner.post(() -> channelClosed(lane, cause)));
      channel.basicQos(credit, false);
      channel.basicConsume(
          queue, false, worker + "-" + number, false, false, Map.of(), new Deliveries(lane));
      lane.consumes();
      failedOpens = 0;
      owner.opened();
    } catch (IOException | ShutdownSignalException e) {
      lanes.remove(number);
      if (!abandoned(e)) {
        failedOpens++;
        if (AmqpErrors.forbids(e)) {
          owner.forbidden(
              AmqpErrors.forbidden(address, "read", "consume from the queue " + queue, e));
        }
        owner.failedToOpen(number, failedOpens, refusal("consume from", e));
      }
    }
  }

  void cancel(int number) {
    Lane lane = lanes.get(number);
    if (lane == null) {
      return;
    }
    try {
      // The library refuses a tag that it does not know: of a consumer that the broker has
      // cancelled.
      lane.channel().basicCancel(worker + "-" + number);
    } catch (IOException | ShutdownSignalException e) {
      // If the channel is gone its shutdown listener tells.
      abandoned(e);
    }
  }

  void close(int number) {
    Lane lane = lanes.remove(number);
    if (lane != null) {
      gate.end(lane);
      abort(lane.channel());
    }
  }

  void giveBack(DeliveryId delivery) {
    Lane lane = lanes.get(delivery.lane());
    if (lane != null && lane.settle(delivery.tag())) {
      settled(lane, channel -> channel.basicNack(delivery.tag(), false, true));
    }
  }

  /**
   * Up to the first delivery of a lane that is still held, one call acknowledges all of it: the
   * last tag, multiple. Each of the others needs its own. Qpid is told of every tag.
   */
  void acknowledge(List<DeliveryId> deliveries) {
    Map<Integer, List<Long>> byLane = new TreeMap<>();
    for (DeliveryId delivery : deliveries) {
      Lane lane = lanes.get(delivery.lane());
      if (lane != null && lane.settle(delivery.tag())) {
        byLane.computeIfAbsent(delivery.lane(), none -> new ArrayList<>()).add(delivery.tag());
      }
    }
    byLane.forEach((number, tags) -> acknowledge(Objects.requireNonNull(lanes.get(number)), tags));
  }

  private void acknowledge(Lane lane, List<Long> tags) {
    long held = lane.firstHeld();
    long through =
        ranges ? tags.stream().mapToLong(tag -> tag).filter(tag -> tag < held).max().orElse(0) : 0;
    if (through > 0) {
      settled(lane, channel -> channel.basicAck(through, true));
    }
    for (long tag : tags) {
      if (tag > through) {
        settled(lane, channel -> channel.basicAck(tag, false));
      }
    }
  }

  private static void settled(Lane lane, Settling settling) {
    try {
      settling.on(lane.channel());
    } catch (IOException | ShutdownSignalException e) {
      // The delivery goes back to the queue with its channel, and the shutdown listeners tell.
      LOG.debug("lane {} could not settle a delivery", lane.number(), e);
    }
  }

  /**
   * The broker cancelled the consumer. Its channel goes too, so that what it held is back in the
   * queue for certain.
   */
  private void cancelledByBroker(Lane lane) {
    if (lanes.remove(lane.number(), lane)) {
      abort(lane.channel());
      gate.laneLost(
          lane,
          "The broker cancelled the consumer of lane "
              + lane.number()
              + ": the queue "
              + queue
              + " was deleted or moved, or a message was held for longer than the consumer"
              + " timeout.");
    }
  }

  private void channelClosed(Lane lane, ShutdownSignalException cause) {
    // A connection's loss is told once, for all lanes; and open() tells of a lane that never
    // consumed.
    if (!cause.isHardError() && lane.consuming() && lanes.remove(lane.number(), lane)) {
      gate.laneLost(lane, refusal("go on consuming from", cause));
    }
  }

  /** A method that timed out leaves the channel in no known state: then the connection must go. */
  private boolean abandoned(Exception cause) {
    if (cause instanceof ChannelContinuationTimeoutException && connection.isOpen()) {
      LOG.warn("The broker does not answer on an open channel; reconnecting", cause);
      connection.abort(1_000);
    }
    return !connection.isOpen();
  }

  private static void abort(Channel channel) {
    try {
      channel.abort();
    } catch (IOException | ShutdownSignalException e) {
      LOG.debug("closing a channel", e);
    }
  }

  private String refusal(String what, Exception cause) {
    return "The broker does not let the worker "
        + worker
        + " "
        + what
        + " the queue "
        + queue
        + ": "
        + AmqpErrors.reason(cause)
        + ".";
  }

  /** Says something of a delivery on its channel. */
  private interface Settling {
    void on(Channel channel) throws IOException;
  }

  /** What a session needs of the consumer that it belongs to. */
  interface Owner {
    /** Runs something on the adapter's thread. */
    void post(Runnable task);

    /** A lane could not be opened, for the n-th time in a row. */
    void failedToOpen(int lane, int failures, String why);

    /** A lane could be opened. */
    void opened();

    /** The user may not consume from the queue. */
    void forbidden(GleanerException why);

    /** No item can be read from a message. */
    void setAside(DeliveryId delivery, String why);
  }

  /** Runs on the client library's threads. */
  private final class Deliveries extends DefaultConsumer {
    private final Lane lane;

    Deliveries(Lane lane) {
      super(lane.channel());
      this.lane = lane;
    }

    @Override
    public void handleDelivery(
        String consumerTag, Envelope envelope, BasicProperties properties, byte[] body) {
      DeliveryId id = new DeliveryId(lane.number(), envelope.getDeliveryTag());
      lane.hold(id.tag(), new Lane.Held(properties, body, false));
      ItemMessages.Reading reading = ItemMessages.read(properties);
      if (reading instanceof ItemMessages.AnItem item) {
        WorkItem work = new WorkItem(item.index(), Bytes.wrap(body));
        gate.delivered(lane, new Delivery(id, item.uid(), work));
      } else if (reading instanceof ItemMessages.NoItem broken) {
        owner.setAside(id, broken.why());
      }
    }

    @Override
    public void handleCancel(String consumerTag) {
      owner.post(() -> cancelledByBroker(lane));
    }
  }
}
