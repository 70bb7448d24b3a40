package io.gleaner.queue.amqp;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ShutdownSignalException;
import io.gleaner.failure.ErrorKind;
import io.gleaner.failure.GleanerException;
import io.gleaner.queue.QueueAdmin;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Declares, counts and deletes a Job's queues. Connects when first used and again after a lost
 * connection. Each question has a channel of its own, because a refusal closes the channel that it
 * was asked on. Used by one thread at a time.
 */
public final class AmqpQueueAdmin implements QueueAdmin {
  private final AmqpConnections connections;
  private final String job;
  private final QueueType type;
  private final String id;
  private final Consumer<String> notices;
  private final QueueNames names;
  private @Nullable Connection connection;

  /**
   * Does not connect yet.
   *
   * @param type the queues' type on RabbitMQ; another broker ignores it
   * @param id who asks, for the connection's name
   * @param notices hears a sentence when the broker blocks publishers and when it stops to
   */
  public AmqpQueueAdmin(
      AmqpConnections connections,
      String job,
      QueueType type,
      String id,
      Consumer<String> notices) {
    this.connections = connections;
    this.job = job;
    this.type = type;
    this.id = id;
    this.notices = notices;
    this.names = QueueNames.of(job);
  }

  @Override
  public boolean create() {
    BrokerTraits traits = BrokerTraits.of(connected().getServerProperties());
    // The companions first: from the moment that the queue is there, what leaves it needs a place.
    Map<String, Object> companion = traits.companionArguments(type);
    declare(names.returned(), companion);
    declare(names.foreign(), companion);
    boolean created = ready(names.items()) < 0;
    declare(names.items(), traits.itemsArguments(type, names));
    return created;
  }

  @Override
  public void proveReturns() {
    BrokerTraits traits = BrokerTraits.of(connected().getServerProperties());
    if (traits.rabbit()) {
      new ReturnProof(connections, job, names.items(), traits.companionArguments(type))
          .run(id, notices);
    }
  }

  @Override
  public Depth depth() {
    long items = ready(names.items());
    if (items < 0) {
      throw new GleanerException(
          ErrorKind.PERMANENT,
          "The queue " + names.items() + " is not there on the broker at " + place() + ".");
    }
    return new Depth(
        items, Math.max(ready(names.returned()), 0), Math.max(ready(names.foreign()), 0));
  }

  @Override
  public void delete() {
    // The companions last: until the queue is gone, messages may still come out of it.
    for (String queue : List.of(names.items(), names.returned(), names.foreign())) {
      try {
        ask("Deleting the queue " + queue, channel -> channel.queueDelete(queue).getMessageCount());
      } catch (GleanerException e) {
        if (!missing(e)) {
          throw e;
        }
      }
    }
  }

  @Override
  public void close() {
    if (connection != null) {
      connection.abort(Math.toIntExact(connections.settings().replyTimeout().toMillis()));
      connection = null;
    }
  }

  /** How many messages are ready in a queue; -1 if there is no such queue. */
  private long ready(String queue) {
    try {
      return ask(
          "Looking for the queue " + queue,
          channel -> channel.queueDeclarePassive(queue).getMessageCount());
    } catch (GleanerException e) {
      if (missing(e)) {
        return -1;
      }
      throw e;
    }
  }

  private void declare(String queue, Map<String, Object> arguments) {
    try {
      ask(
          "Declaring the queue " + queue,
          channel -> channel.queueDeclare(queue, true, false, false, arguments).getMessageCount());
    } catch (GleanerException e) {
      if (AmqpErrors.code(e) != AMQP.PRECONDITION_FAILED) {
        throw e;
      }
      throw new GleanerException(
          ErrorKind.CONFIGURATION,
          "The queue "
              + queue
              + " on the broker at "
              + place()
              + " exists with other properties than this Job wants ("
              + AmqpErrors.reason(e)
              + "): delete it, choose its queue type, or another name for the Job.",
          e);
    }
  }

  private static boolean missing(GleanerException e) {
    return AmqpErrors.code(e) == AMQP.NOT_FOUND && !AmqpErrors.nodeDown(e);
  }

  private long ask(String what, Question question) {
    Connection current = connected();
    try {
      Channel channel = current.createChannel();
      if (channel == null) {
        throw new IOException("it allows no more channels on this connection");
      }
      long answer = question.put(channel);
      channel.abort();
      return answer;
    } catch (IOException | ShutdownSignalException e) {
      if (AmqpErrors.code(e) == 0) {
        // No answer, and no refusal either: nothing more can be expected of this connection.
        current.abort();
      }
      throw AmqpErrors.asking(connections.address(), what, e);
    }
  }

  private Connection connected() {
    Connection current = connection;
    if (current == null || !current.isOpen()) {
      current = connections.open("admin", job, id);
      connection = current;
    }
    return current;
  }

  private String place() {
    return connections.address().place();
  }

  /** One method of AMQP that answers with a number of messages. */
  private interface Question {
    long put(Channel channel) throws IOException;
  }
}
