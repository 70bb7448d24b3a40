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
import java.util.function.LongSupplier;

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
        new AmqpQueueAdmin(connections, job.value(), type, id, notices),
        uid -> AmqpItemPublisher.open(connections, job.value(), uid, id, notices));
  }

  /**
   * The same for a broker that keeps messages in memory: publishers wait while too many are there.
   *
   * @param ended how many items have ended by now
   * @param limit how many items may be in the queue
   */
  public QueueAccess bounded(LongSupplier ended, long limit, Pacing pacing) {
    return new QueueAccess(
        admin, uid -> new BoundedPublisher(publishers.apply(uid), ended, limit, pacing));
  }

  @Override
  public void close() {
    admin.close();
  }
}
