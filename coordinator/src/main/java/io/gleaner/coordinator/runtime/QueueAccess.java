package io.gleaner.coordinator.runtime;

import io.gleaner.config.JobName;
import io.gleaner.queue.ItemPublisher;
import io.gleaner.queue.QueueAdmin;
import io.gleaner.queue.amqp.AmqpConnections;
import io.gleaner.queue.amqp.AmqpItemPublisher;
import io.gleaner.queue.amqp.AmqpQueueAdmin;
import io.gleaner.queue.amqp.AmqpSettings;
import io.gleaner.queue.amqp.QueueType;
import java.net.URI;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A coordinator's ways to a Job's queue.
 *
 * @param admin declares and counts; for one thread at a time
 * @param publishers makes a publisher of items of the Job with the given uid
 */
public record QueueAccess(QueueAdmin admin, Function<String, ItemPublisher> publishers)
    implements AutoCloseable {
  /**
   * Access by AMQP; connects when first used.
   *
   * @param id who asks, for the connections' names
   * @param notices hears a sentence when the broker blocks publishers
   */
  public static QueueAccess to(
      URI broker, JobName job, QueueType type, String id, Consumer<String> notices) {
    AmqpConnections connections = AmqpConnections.to(broker.toString(), AmqpSettings.defaults());
    return new QueueAccess(
        new AmqpQueueAdmin(connections, job.value(), type, id),
        uid -> AmqpItemPublisher.open(connections, job.value(), uid, id, notices));
  }

  @Override
  public void close() {
    admin.close();
  }
}
