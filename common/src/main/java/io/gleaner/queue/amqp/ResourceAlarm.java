package io.gleaner.queue.amqp;

import com.rabbitmq.client.BlockedListener;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * The broker's memory or disk alarm as one publishing connection sees it (connection.blocked):
 * RabbitMQ stops reading from the connection, so that nothing on it is answered until the alarm
 * clears. Tells the person, and lets nobody's patience run out meanwhile.
 */
final class ResourceAlarm implements BlockedListener {
  private final String broker;
  private final Consumer<String> notices;
  private volatile boolean blocked;

  /** How often that has changed. Written by the connection's thread only. */
  private volatile long changes;

  private ResourceAlarm(BrokerAddress address, Consumer<String> notices) {
    this.broker = "The broker at " + address.place();
    this.notices = notices;
  }

  /**
   * Listens from now on.
   *
   * @param notices hears a sentence when the broker blocks publishers and when it stops to; called
   *     from the connection's thread
   */
  static ResourceAlarm on(Connection connection, BrokerAddress address, Consumer<String> notices) {
    ResourceAlarm alarm = new ResourceAlarm(address, notices);
    connection.addBlockedListener(alarm);
    return alarm;
  }

  @Override
  @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
  public void handleBlocked(String reason) {
    blocked = true;
    changes++;
    notices.accept(broker + " blocks publishers: " + reason + ". Publishing waits for it.");
  }

  @Override
  @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
  public void handleUnblocked() {
    blocked = false;
    changes++;
    notices.accept(broker + " takes items again.");
  }

  /**
   * Waits until the broker has confirmed what was published on a channel.
   *
   * @param patience how long that may take without an alarm
   * @return whether it has taken everything
   */
  boolean awaitConfirms(Channel channel, Duration patience)
      throws InterruptedException, TimeoutException {
    while (true) {
      long before = changes;
      try {
        return channel.waitForConfirms(patience.toMillis());
      } catch (TimeoutException e) {
        if (!blocked && changes == before) {
          throw e;
        }
      }
    }
  }

  /** Closes a connection at once, or as politely as time permits where the broker reads from it. */
  void close(Connection connection, Duration patience) {
    connection.abort(blocked ? 1 : Math.toIntExact(patience.toMillis()));
  }
}
