package io.gleaner.queue.amqp;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.GetResponse;
import com.rabbitmq.client.MessageProperties;
import com.rabbitmq.client.ShutdownSignalException;
import io.gleaner.failure.ErrorKind;
import io.gleaner.failure.GleanerException;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Shows on a scratch queue that the broker keeps a message that is returned twice. A delivery limit
 * is set by an argument, a policy or a default, and what each means has changed between versions of
 * RabbitMQ; a lost item would never be noticed by itself.
 *
 * <p>On a connection of its own: under a memory or disk alarm RabbitMQ reads nothing more from a
 * connection that has published.
 */
final class ReturnProof {
  private static final int RETURNS = 2;
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  private final AmqpConnections connections;
  private final String job;
  private final String scratch;
  private final Map<String, Object> arguments;

  /**
   * @param queue the queue that the proof stands for; the scratch queue's name begins with its
   *     name, so that the same policies apply
   * @param arguments the queue's arguments without a dead-letter exchange: what the broker gives up
   *     on is to vanish
   */
  ReturnProof(
      AmqpConnections connections, String job, String queue, Map<String, Object> arguments) {
    this.connections = connections;
    this.job = job;
    this.scratch = queue + ".scratch-" + UUID.randomUUID();
    this.arguments = new HashMap<>(arguments);
    // Should this process die in between, the broker removes the queue.
    this.arguments.put("x-expires", 60_000);
  }

  /**
   * Tries it out; waits while the broker blocks publishers.
   *
   * @param id who asks, for the connection's name
   * @param notices hears a sentence when the broker blocks publishers
   * @throws GleanerException configuration if the message is lost
   */
  void run(String id, Consumer<String> notices) {
    Connection connection = connections.open("proof", job, id);
    ResourceAlarm alarm = ResourceAlarm.on(connection, connections.address(), notices);
    try {
      Channel channel = connection.createChannel();
      channel.queueDeclare(scratch, true, false, false, arguments);
      try {
        prove(channel, alarm);
      } finally {
        channel.queueDelete(scratch);
      }
    } catch (IOException | ShutdownSignalException | TimeoutException e) {
      throw AmqpErrors.asking(connections.address(), "Trying out a scratch queue", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw GleanerException.unreachable("Trying out a scratch queue was interrupted.", e);
    } finally {
      alarm.close(connection, connections.settings().replyTimeout());
    }
  }

  private void prove(Channel channel, ResourceAlarm alarm)
      throws IOException, InterruptedException, TimeoutException {
    channel.confirmSelect();
    AMQP.BasicProperties properties = MessageProperties.PERSISTENT_BASIC;
    channel.basicPublish("", scratch, true, properties, new byte[] {1});
    if (!alarm.awaitConfirms(channel, PATIENCE)) {
      throw new IOException("it was refused");
    }
    for (int returned = 0; returned < RETURNS; returned++) {
      Channel holder = channel.getConnection().createChannel();
      take(holder, returned);
      // As from a dead worker: since RabbitMQ 4.3 what is given back by nack does not count.
      holder.abort();
    }
    channel.basicAck(take(channel, RETURNS), false);
  }

  private long take(Channel channel, int returned) throws IOException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() - deadline < 0) {
      GetResponse got = channel.basicGet(scratch, false);
      if (got != null) {
        return got.getEnvelope().getDeliveryTag();
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
    throw new GleanerException(
        ErrorKind.CONFIGURATION,
        "The broker at "
            + connections.address().place()
            + " lost a message that was returned "
            + returned
            + " time(s): items would be lost. Look for a policy with a delivery-limit, a"
            + " message-ttl or a max-length on "
            + scratch.substring(0, scratch.lastIndexOf(".scratch-"))
            + " and remove it.");
  }
}
