package io.gleaner.queue.amqp;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ShutdownSignalException;
import io.gleaner.failure.ErrorKind;
import io.gleaner.failure.GleanerException;
import io.gleaner.queue.DeliveryId;
import io.gleaner.queue.ItemConsumer;
import io.gleaner.retry.Backoff;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Consumes over one connection, with a channel for each lane. Everything that talks to the broker
 * runs in order on one thread of the adapter, so that no caller ever waits for the network and no
 * channel is used by two threads.
 */
public final class AmqpItemConsumer implements ItemConsumer {
  private static final Logger LOG = LoggerFactory.getLogger(AmqpItemConsumer.class);
  private static final Backoff RECONNECT =
      new Backoff(Duration.ofMillis(200), Duration.ofSeconds(5));
  private static final Duration LONGEST_CLOSE = Duration.ofSeconds(10);
  private static final RejectedExecutionHandler AFTER_CLOSE_NOTHING =
      new ThreadPoolExecutor.DiscardPolicy();

  private final AmqpConnections connections;
  private final String job;
  private final String worker;
  private final Backoff backoff;
  private final ScheduledThreadPoolExecutor thread;
  private final ForeignMessages foreign;

  /** Written on the adapter's thread only. */
  private volatile @Nullable Session session;

  /** From here on: used on the adapter's thread only. */
  private @Nullable ListenerGate gate;

  private int failures;
  private boolean toldDown;
  private boolean toldRefused;
  private final Refusals logins = new Refusals();
  private final Refusals lanes = new Refusals();

  /**
   * Does not connect yet.
   *
   * @param job the Job's name
   * @param worker the worker's id, new at every process start, because consumer tags are made from
   *     it
   */
  public AmqpItemConsumer(AmqpConnections connections, String job, String worker) {
    this(connections, job, worker, RECONNECT);
  }

  AmqpItemConsumer(AmqpConnections connections, String job, String worker, Backoff backoff) {
    this.connections = connections;
    this.job = job;
    this.worker = worker;
    this.backoff = backoff;
    // Its thread starts with the first task.
    this.thread =
        new ScheduledThreadPoolExecutor(
            1, DaemonThreads.named("gleaner-amqp-" + worker), AFTER_CLOSE_NOTHING);
    this.thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    this.foreign =
        new ForeignMessages(
            connections, job, worker, backoff, why -> post(() -> refused(gate, why)));
  }

  @Override
  public void start(Listener listener) {
    ListenerGate fresh = new ListenerGate(listener);
    post(
        () -> {
          gate = fresh;
          connect(fresh);
        });
  }

  @Override
  public void open(int lane, int credit) {
    inSession(current -> current.open(lane, credit));
  }

  @Override
  public void cancel(int lane) {
    inSession(current -> current.cancel(lane));
  }

  @Override
  public void close(int lane) {
    inSession(current -> current.close(lane));
  }

  @Override
  public void acknowledge(List<DeliveryId> deliveries) {
    inSession(current -> current.acknowledge(deliveries));
  }

  @Override
  public void giveBack(DeliveryId delivery) {
    inSession(current -> current.giveBack(delivery));
  }

  @Override
  public void setAside(DeliveryId delivery, String why) {
    inSession(
        current -> {
          Lane lane = current.lane(delivery.lane());
          Lane.Held message = lane == null ? null : lane.takeAside(delivery.tag());
          if (lane != null && message != null && gate != null) {
            gate.settingAside(lane, delivery);
            foreign.move(
                message,
                why,
                () -> lane.holds(delivery.tag()) && lane.channel().isOpen(),
                () -> post(() -> movedAside(current, delivery, why)));
          }
        });
  }

  @Override
  public void close() {
    boolean worthWaiting = session != null;
    CountDownLatch done = new CountDownLatch(1);
    post(
        () -> {
          disconnect();
          thread.shutdown();
          done.countDown();
        });
    foreign.close();
    try {
      if (worthWaiting && !done.await(LONGEST_CLOSE.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("The connection to the broker did not close in time.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void connect(ListenerGate listening) {
    try {
      Connection connection = connections.open("worker", job, worker);
      Session fresh =
          new Session(
              connection,
              connections.address(),
              new Owner(listening),
              listening,
              QueueNames.of(job).items(),
              worker);
      session = fresh;
      failures = 0;
      logins.worked();
      toldDown = false;
      toldRefused = false;
      listening.up();
      connection.addShutdownListener(cause -> post(() -> lost(listening, fresh, cause)));
    } catch (GleanerException e) {
      if (e.kind() == ErrorKind.CONFIGURATION && logins.counts()) {
        refused(listening, e);
      } else if (!toldDown && !toldRefused) {
        toldDown = true;
        listening.down(String.valueOf(e.getMessage()));
      }
      connectLater(listening);
    }
  }

  private void refused(@Nullable ListenerGate listening, GleanerException why) {
    if (listening != null && !toldRefused) {
      toldRefused = true;
      listening.refused(why);
    }
  }

  private void lost(ListenerGate listening, Session broken, ShutdownSignalException cause) {
    if (session != broken) {
      return;
    }
    session = null;
    toldDown = true;
    listening.down(
        broken.lanes(),
        "The connection to the broker at "
            + connections.address().place()
            + " was lost: "
            + AmqpErrors.reason(cause)
            + ".");
    connectLater(listening);
  }

  private void connectLater(ListenerGate listening) {
    failures++;
    later(
        backoff.after(failures, ThreadLocalRandom.current().nextDouble()),
        () -> connect(listening));
  }

  private void movedAside(Session from, DeliveryId delivery, String why) {
    if (session == from) {
      from.acknowledge(List.of(delivery));
    }
    if (gate != null) {
      gate.foreign(
          delivery,
          "A message of the queue " + QueueNames.of(job).items() + " was set aside: " + why + ".");
    }
  }

  private void disconnect() {
    if (gate != null) {
      gate.close();
    }
    Session current = session;
    session = null;
    if (current != null) {
      current.connection().abort(5_000);
    }
  }

  private void inSession(Consumer<Session> task) {
    post(
        () -> {
          Session current = session;
          if (current != null) {
            task.accept(current);
          }
        });
  }

  private void post(Runnable task) {
    thread.execute(() -> guarded(task));
  }

  @SuppressWarnings("FutureReturnValueIgnored") // the task is guarded: nothing comes of its future
  private void later(Duration delay, Runnable task) {
    thread.schedule(() -> guarded(task), delay.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** An executor would swallow it. Whatever state it left, a new connection has none of it. */
  private void guarded(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      LOG.error("The queue's adapter failed; it reconnects", e);
      Session current = session;
      if (current != null) {
        current.connection().abort(1_000);
      }
    }
  }

  /** Lets sessions post, and slows down a caller that opens lanes on a queue that is not there. */
  private final class Owner implements Session.Owner {
    private final ListenerGate listening;

    Owner(ListenerGate listening) {
      this.listening = listening;
    }

    @Override
    public void post(Runnable task) {
      AmqpItemConsumer.this.post(task);
    }

    @Override
    public void failedToOpen(int lane, int inARow, String why) {
      Session current = session;
      Duration delay =
          inARow == 1
              ? Duration.ZERO
              : backoff.after(inARow - 1, ThreadLocalRandom.current().nextDouble());
      later(
          delay,
          () -> {
            if (session == current) {
              listening.laneLost(lane, why);
            }
          });
    }

    @Override
    public void opened() {
      lanes.worked();
    }

    @Override
    public void forbidden(GleanerException why) {
      if (lanes.counts()) {
        refused(listening, why);
      }
    }

    @Override
    public void setAside(DeliveryId delivery, String why) {
      AmqpItemConsumer.this.setAside(delivery, why);
    }
  }
}
