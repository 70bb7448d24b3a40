package io.gleaner.benchmark.watch;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A queue of RabbitMQ's, which need not be there yet. */
public final class AmqpQueue implements Depth, AutoCloseable {
  private final String name;
  private final Connection connection;
  private Channel channel;

  /**
   * Connects.
   *
   * @param broker RabbitMQ's URI
   * @param name of the queue
   */
  public AmqpQueue(String broker, String name) throws Exception {
    this.name = name;
    ConnectionFactory factory = new ConnectionFactory();
    factory.setUri(broker);
    this.connection = factory.newConnection("benchmark");
    this.channel = connection.createChannel();
  }

  /** Declares it as a durable quorum queue. */
  public void declareQuorum() throws IOException {
    channel.queueDeclare(name, true, false, false, Map.of("x-queue-type", "quorum"));
  }

  /** Deletes it. */
  public void delete() throws IOException {
    channel.queueDelete(name);
  }

  /**
   * RabbitMQ also says no messages and no consumers of a quorum queue that has no time to answer
   * (rabbit_quorum_queue:stat/2, after 250 ms): then nobody can tell.
   */
  @Override
  public long ready() throws IOException {
    AMQP.Queue.DeclareOk found = look();
    if (found == null || (found.getMessageCount() == 0 && found.getConsumerCount() == 0)) {
      return -1;
    }
    return found.getMessageCount();
  }

  @Override
  public long readyAtRest() throws IOException {
    AMQP.Queue.DeclareOk found = look();
    return found == null ? -1 : found.getMessageCount();
  }

  /** How many consumers it has. */
  public int consumers() throws IOException {
    AMQP.Queue.DeclareOk found = look();
    return found == null ? 0 : found.getConsumerCount();
  }

  private AMQP.Queue.@Nullable DeclareOk look() throws IOException {
    try {
      return channel.queueDeclarePassive(name);
    } catch (IOException e) {
      if (e.getCause() instanceof ShutdownSignalException && connection.isOpen()) {
        channel = connection.createChannel();
        return null;
      }
      throw e;
    }
  }

  @Override
  public void close() throws IOException {
    connection.close();
  }
}
