package io.gleaner.queue.amqp;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ShutdownSignalException;
import io.gleaner.failure.ErrorKind;
import io.gleaner.failure.GleanerException;
import io.gleaner.item.WorkItem;
import io.gleaner.queue.ItemPublisher;
import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Publishes to the default exchange with the queue's name as routing key, on a connection of its
 * own: RabbitMQ stops reading from a connection that publishes while memory or disk run low, and no
 * acknowledgement may wait behind that.
 */
public final class AmqpItemPublisher implements ItemPublisher {
  private final AmqpConnections connections;
  private final String queue;
  private final String uid;
  private final Connection connection;
  private final Channel channel;
  private final ConfirmWindow window;
  private final ResourceAlarm alarm;

  /** Set by the connection's thread before the window fails. */
  private volatile @Nullable GleanerException refused;

  private volatile boolean unroutable;

  private AmqpItemPublisher(
      AmqpConnections connections,
      String queue,
      String uid,
      Connection connection,
      Consumer<String> notices)
      throws IOException {
    this.connections = connections;
    this.queue = queue;
    this.uid = uid;
    this.connection = connection;
    this.channel = connection.createChannel();
    this.window = new ConfirmWindow(connections.settings().confirmWindow());
    this.alarm = ResourceAlarm.on(connection, connections.address(), notices);
  }

  /**
   * Connects and puts a channel into confirm mode.
   *
   * @param job the Job's name
   * @param uid the Job's uid, written into every message
   * @param id who publishes, for the connection's name
   * @param notices hears a sentence when the broker blocks publishers and when it stops to; called
   *     from the adapter's threads
   * @throws GleanerException transient if the broker does not answer, configuration if it refuses
   *     us
   */
  public static AmqpItemPublisher open(
      AmqpConnections connections, String job, String uid, String id, Consumer<String> notices) {
    Connection connection = connections.open("publisher", job, id);
    try {
      AmqpItemPublisher publisher =
          new AmqpItemPublisher(connections, QueueNames.of(job).items(), uid, connection, notices);
      publisher.listen();
      return publisher;
    } catch (IOException | ShutdownSignalException e) {
      connection.abort();
      throw AmqpErrors.asking(connections.address(), "Opening a channel to publish", e);
    }
  }

  @Override
  public void publish(WorkItem item) {
    try {
      window.reserve(item.index());
      channel.basicPublish(
          "", queue, true, ItemMessages.properties(uid, item.index()), item.body().array());
    } catch (IOException | ShutdownSignalException e) {
      window.fail(lost(e));
      throw diagnosed(lost(e));
    } catch (GleanerException e) {
      throw diagnosed(e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  @Override
  public long confirmedBelow() {
    return window.confirmedBelow();
  }

  @Override
  public void flush() {
    try {
      window.awaitAll();
    } catch (GleanerException e) {
      throw diagnosed(e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  @Override
  public void close() {
    window.fail(GleanerException.unreachable("The publisher was closed.", null));
    alarm.close(connection, connections.settings().replyTimeout());
  }

  private void listen() throws IOException {
    String broker = "The broker at " + connections.address().place();
    channel.addConfirmListener(
        window::confirm,
        (sequence, multiple) -> {
          // The window keeps the first failure, and diagnosed() knows it by identity.
          if (refused == null) {
            refused = GleanerException.unreachable(broker + " refused an item (basic.nack).", null);
            window.fail(refused);
          }
        });
    channel.addReturnListener(
        returned -> {
          unroutable = true;
          window.fail(missingQueue());
        });
    channel.addShutdownListener(cause -> window.fail(lost(cause)));
    connection.addBlockedListener(reason -> window.block(true), () -> window.block(false));
    channel.confirmSelect();
  }

  /**
   * A refusal may mean a missing queue: Qpid sends basic.nack before basic.return, RabbitMQ refuses
   * what was on its way into a queue that is deleted. Only the publishing thread may ask (passive
   * queue.declare), and the answer comes after any basic.return.
   */
  private GleanerException diagnosed(GleanerException failure) {
    if (failure != refused || unroutable) {
      return unroutable ? missingQueue() : failure;
    }
    try {
      channel.queueDeclarePassive(queue);
    } catch (IOException | ShutdownSignalException e) {
      return AmqpErrors.code(e) == AMQP.NOT_FOUND ? missingQueue() : failure;
    }
    return unroutable ? missingQueue() : failure;
  }

  private GleanerException missingQueue() {
    return new GleanerException(
        ErrorKind.PERMANENT,
        "The queue "
            + queue
            + " is not there on the broker at "
            + connections.address().place()
            + ": it was deleted while items were published.");
  }

  private GleanerException lost(Exception cause) {
    if (AmqpErrors.tooLarge(cause)) {
      return GleanerException.configuration(
          "The broker at "
              + connections.address().place()
              + " takes no item as large as this: "
              + AmqpErrors.reason(cause)
              + ". Raise max_message_size there, or give the item as the name of a file.");
    }
    return AmqpErrors.asking(connections.address(), "Publishing to the queue " + queue, cause);
  }

  private static GleanerException interrupted(InterruptedException cause) {
    Thread.currentThread().interrupt();
    return GleanerException.unreachable("Publishing was interrupted.", cause);
  }
}
