package io.gleaner.queue.amqp;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ShutdownSignalException;
import io.gleaner.failure.GleanerException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
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
  private final ExecutorService thread;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final AtomicBoolean returned = new AtomicBoolean();

  /** Used by the thread only. */
  private @Nullable Connection connection;

  private @Nullable Channel channel;

  ForeignMessages(AmqpConnections connections, String job, String id, Backoff backoff) {
    this.connections = connections;
    this.job = job;
    this.id = id;
    this.backoff = backoff;
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
            new ThreadPoolExecutor.DiscardPolicy());
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
    thread.execute(this::disconnect);
    thread.shutdown();
  }

  private void moveUntilDone(
      Lane.Held message, String why, BooleanSupplier stillHeld, Runnable done) {
    int failures = 0;
    while (closed.getCount() > 0 && stillHeld.getAsBoolean()) {
      try {
        publish(message, why);
        done.run();
        return;
      } catch (GleanerException e) {
        disconnect();
        failures++;
        if (failures == 1) {
          LOG.warn("A message stays unacknowledged until it can be set aside. {}", e.getMessage());
        }
        pause(backoff.after(failures, ThreadLocalRandom.current()));
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
      boolean taken = open.waitForConfirms(connections.settings().replyTimeout().toMillis());
      if (!taken || returned.get()) {
        throw new IOException(returned.get() ? "there is no such queue" : "it was refused");
      }
    } catch (IOException | TimeoutException | ShutdownSignalException e) {
      throw AmqpErrors.asking(connections.address(), what, e);
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
    open = fresh.createChannel();
    channel = open;
    open.addReturnListener(message -> returned.set(true));
    open.confirmSelect();
    return open;
  }

  private void disconnect() {
    if (connection != null) {
      connection.abort();
    }
    connection = null;
    channel = null;
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
