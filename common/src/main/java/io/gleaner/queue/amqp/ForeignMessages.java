package io.gleaner.queue.amqp;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ShutdownSignalException;
import io.gleaner.failure.ErrorKind;
import io.gleaner.failure.GleanerException;
import io.gleaner.retry.Backoff;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves messages that are not the Job's to its queue for foreign messages, one after the other,
 * each until the broker has confirmed it. On a thread of its own, as it waits; and on a connection
 * of its own, as the broker may block a connection that publishes, and acknowledgements must go on.
 */
final class ForeignMessages implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ForeignMessages.class);

  private final AmqpConnections connections;
  private final String job;
  private final String id;
  private final String queue;
  private final Backoff backoff;
  private final Consumer<GleanerException> refused;
  private final Refusals refusals = new Refusals();
  private final ThreadPoolExecutor thread;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final AtomicBoolean returned = new AtomicBoolean();

  /** Used by the thread only. */
  private @Nullable Connection connection;

  private @Nullable Channel channel;

  private @Nullable ResourceAlarm alarm;

  /**
   * Does nothing yet.
   *
   * @param refused hears that the broker does not let us set messages aside, which only a person
   *     can mend; called from the thread
   */
  ForeignMessages(
      AmqpConnections connections,
      String job,
      String id,
      Backoff backoff,
      Consumer<GleanerException> refused) {
    this.connections = connections;
    this.job = job;
    this.id = id;
    this.backoff = backoff;
    this.refused = refused;
    this.queue = QueueNames.of(job).foreign();
    // Its thread starts with the first message; after close it takes none.
    this.thread =
        new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            DaemonThreads.named("gleaner-foreign-" + id),
            new ThreadPoolExecutor.DiscardPolicy()) {
          @Override
          protected void terminated() {
            disconnect();
          }
        };
  }

  /**
   * Returns at once.
   *
   * @param stillHeld asked before each try: a message whose delivery is gone is back in its queue
   *     and will come again
   * @param done called once the copy is confirmed
   */
  void move(Lane.Held message, String why, BooleanSupplier stillHeld, Runnable done) {
    thread.execute(() -> moveUntilDone(message, why, stillHeld, done));
  }

  @Override
  public void close() {
    closed.countDown();
    // It may wait for the end of an alarm.
    thread.shutdownNow();
  }

  private void moveUntilDone(
      Lane.Held message, String why, BooleanSupplier stillHeld, Runnable done) {
    int failures = 0;
    while (closed.getCount() > 0 && stillHeld.getAsBoolean()) {
      try {
        publish(message, why);
        refusals.worked();
        done.run();
        return;
      } catch (GleanerException e) {
        disconnect();
        failures++;
        if (failures == 1) {
          LOG.warn("A message stays unacknowledged until it can be set aside. {}", e.getMessage());
        }
        if (e.kind() == ErrorKind.CONFIGURATION && refusals.counts()) {
          refused.accept(e);
        }
        pause(backoff.after(failures, ThreadLocalRandom.current().nextDouble()));
      }
    }
  }

  private void publish(Lane.Held message, String why) {
    String what = "Setting a message aside in the queue " + queue;
    try {
      Channel open = connected();
      returned.set(false);
      open.basicPublish(
          "", queue, true, ItemMessages.setAside(message.properties(), why), message.body());
      ResourceAlarm onIt = Objects.requireNonNull(alarm);
      boolean taken = onIt.awaitConfirms(open, connections.settings().replyTimeout());
      if (!taken || returned.get()) {
        throw new IOException(returned.get() ? "there is no such queue" : "it was refused");
      }
    } catch (IOException | TimeoutException | ShutdownSignalException e) {
      throw AmqpErrors.forbids(e)
          ? AmqpErrors.forbidden(
              connections.address(),
              "write",
              "set a message aside in the queue " + queue + " by the exchange amq.default",
              e)
          : AmqpErrors.asking(connections.address(), what, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw GleanerException.unreachable(what + " was interrupted.", e);
    }
  }

  private Channel connected() throws IOException {
    Channel open = channel;
    if (open != null && open.isOpen()) {
      return open;
    }
    Connection fresh = connections.open("foreign", job, id);
    connection = fresh;
    alarm = ResourceAlarm.on(fresh, connections.address(), sentence -> LOG.warn("{}", sentence));
    open = fresh.createChannel();
    channel = open;
    open.addReturnListener(message -> returned.set(true));
    open.confirmSelect();
    return open;
  }

  private void disconnect() {
    if (connection != null && alarm != null) {
      alarm.close(connection, connections.settings().replyTimeout());
    }
    connection = null;
    channel = null;
    alarm = null;
  }

  private void pause(Duration delay) {
    try {
      boolean over = closed.await(delay.toMillis(), TimeUnit.MILLISECONDS);
      LOG.debug("a message stays where it is; {}", over ? "closing" : "next try");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      closed.countDown();
    }
  }
}
