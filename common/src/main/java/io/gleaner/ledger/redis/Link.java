package io.gleaner.ledger.redis;

import io.gleaner.failure.GleanerException;
import io.gleaner.ledger.Ledger;
import io.gleaner.retry.Backoff;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a session alive: when it is lost, makes another, with growing pauses. Nothing is carried
 * over from one session to the next; calls under way fail with their session. The listeners hear of
 * a loss before anything comes from the next session.
 */
final class Link {
  private static final Logger LOG = LoggerFactory.getLogger(Link.class);
  private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(50), Duration.ofSeconds(5));

  private final Connector connector;
  private final RedisErrors errors;
  private final RedisOptions options;
  private final ScheduledExecutorService timer;
  private final List<Ledger.Hints> listeners = new CopyOnWriteArrayList<>();
  private @Nullable Session session;
  private @Nullable Future<?> watchdog;
  private GleanerException why;
  private boolean closed;
  private int failures;

  Link(
      Connector connector,
      RedisErrors errors,
      RedisOptions options,
      ScheduledExecutorService timer) {
    this.connector = connector;
    this.errors = errors;
    this.options = options;
    this.timer = timer;
    this.why = GleanerException.unreachable(options.where() + " is not connected yet", null);
  }

  /** The first connection: its failure is the caller's. */
  CompletableFuture<@Nullable Void> start() {
    return connector.connect(this::heard).thenAccept(this::up);
  }

  /** The session that stands. Throws why there is none. */
  synchronized Session session() {
    Session current = session;
    if (current == null) {
      throw why;
    }
    return current;
  }

  synchronized void subscribe(Ledger.Hints listener) {
    listeners.add(listener);
    if (session != null) {
      listener.connected();
    }
  }

  /** Completes once the connection is closed; nothing more is told to the listeners. */
  synchronized CompletableFuture<?> close() {
    closed = true;
    why = GleanerException.unreachable("the ledger is closed", null);
    Session last = session;
    if (last == null) {
      return CompletableFuture.completedFuture(null);
    }
    forget();
    return last.close();
  }

  private synchronized void up(Session made) {
    if (closed) {
      var unused = made.close();
      return;
    }
    session = made;
    failures = 0;
    long quarter = Math.max(1, options.timeout().toMillis() / 4);
    watchdog =
        timer.scheduleWithFixedDelay(() -> watch(made), quarter, quarter, TimeUnit.MILLISECONDS);
    listeners.forEach(Ledger.Hints::connected);
    made.whenLost(() -> lost(made, "the connection to " + options.where() + " broke"));
  }

  /**
   * A connection on which an answer is overdue is given up: on a new one nothing late can arrive.
   */
  private void watch(Session watched) {
    if (watched.stuckSince(System.nanoTime() - options.timeout().toNanos())) {
      lost(
          watched, options.where() + " gave no answer for " + options.timeout().toMillis() + " ms");
    }
  }

  @SuppressWarnings("ReferenceEquality") // the question is whether it is this very session
  private synchronized void lost(Session gone, String reason) {
    if (closed || session != gone) {
      return;
    }
    forget();
    why = GleanerException.unreachable(reason, null);
    LOG.debug("{}; connecting again", reason);
    listeners.forEach(listener -> listener.disconnected(reason));
    var unused = gone.close();
    connectLater();
  }

  private void forget() {
    session = null;
    Future<?> watching = watchdog;
    if (watching != null) {
      watching.cancel(false);
      watchdog = null;
    }
  }

  private void connectLater() {
    long pause = BACKOFF.after(failures + 1, ThreadLocalRandom.current().nextDouble()).toMillis();
    var unused = timer.schedule(this::connect, pause, TimeUnit.MILLISECONDS);
  }

  private void connect() {
    synchronized (this) {
      if (closed) {
        return;
      }
    }
    var unused =
        connector
            .connect(this::heard)
            .whenComplete(
                (made, error) -> {
                  if (error == null) {
                    up(made);
                  } else {
                    failed(errors.translate(error));
                  }
                });
  }

  private synchronized void failed(GleanerException error) {
    if (!closed) {
      failures++;
      why = error;
      LOG.debug("cannot connect: {}", error.getMessage());
      connectLater();
    }
  }

  private void heard(String hint) {
    if (hint.equals("changed")) {
      listeners.forEach(Ledger.Hints::changed);
    } else if (hint.startsWith("freed ")) {
      long index = Long.parseLong(hint.substring("freed ".length()));
      listeners.forEach(listener -> listener.freed(index));
    } else if (hint.startsWith("straggler ")) {
      long index = Long.parseLong(hint.substring("straggler ".length()));
      listeners.forEach(listener -> listener.straggler(index));
    }
  }
}
