package io.gleaner.worker.handler.guard;

import io.gleaner.failure.GleanerException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that no handler outlives its worker. A small process in a session of its own reads
 * from pipes that only the worker writes. When they end, because the worker closed them or died, it
 * kills every process group that it was told of; where /proc exists, also every process that has
 * GLEANER_WORKER with this worker's id in its environment, which finds those that left their group
 * and those that were started in the worker's last moment. When a deadline passes without a newer
 * one, because the worker is frozen, it does the same to those that work on an item, and stays.
 *
 * <p>If that process dies it is started again and told again. What it cannot find: a process that
 * has both left its group and changed its environment.
 */
public final class HandlerGuard implements ProcessGuard, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HandlerGuard.class);
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]+");
  private static final double NANOS_PER_SECOND = 1e9;
  private static final long PAUSE_MILLIS = 1000;

  private final String workerId;
  private final Set<Integer> groups = new HashSet<>();
  private final Set<Integer> resting = new HashSet<>();
  private final Thread watcher = new Thread(this::watch, "handler-guard");
  private @Nullable Long deadlineNanos;
  private GuardProcess process;
  private boolean closed;

  private HandlerGuard(String workerId, GuardProcess process) {
    this.workerId = workerId;
    this.process = process;
    watcher.setDaemon(true);
  }

  /**
   * Starts a guard.
   *
   * @param workerId as commands get it in GLEANER_WORKER: letters, digits, dots, dashes,
   *     underscores
   * @throws GleanerException if no guard can be started
   */
  public static HandlerGuard start(String workerId) {
    if (!ID.matcher(workerId).matches()) {
      throw new IllegalArgumentException("not an id of a worker: " + workerId);
    }
    HandlerGuard guard = new HandlerGuard(workerId, GuardProcess.start(workerId));
    guard.watcher.start();
    return guard;
  }

  @Override
  public synchronized void add(int group) {
    groups.add(group);
    resting.remove(group);
    send("+ " + group);
  }

  @Override
  public synchronized void remove(int group) {
    groups.remove(group);
    resting.remove(group);
    send("- " + group);
  }

  @Override
  public synchronized void rest(int group) {
    resting.add(group);
    send("= " + group);
  }

  /**
   * Has all handlers killed after this time, counted from now, unless a newer deadline comes
   * before. Until the first call there is no deadline. Where sleep knows only whole seconds it is
   * rounded down.
   */
  public synchronized void deadlineIn(Duration time) {
    deadlineNanos = System.nanoTime() + time.toNanos();
    sendDeadline(deadlineNanos);
  }

  /** The guard's process number; another one after it had to be started again. */
  public synchronized int pid() {
    return process.pid();
  }

  /** Kills what is left of the handlers, ends the guard and waits for that. */
  @Override
  public void close() {
    synchronized (this) {
      if (!closed) {
        closed = true;
        process.closeInput();
      }
    }
    boolean interrupted = false;
    while (watcher.isAlive()) {
      try {
        watcher.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void send(String line) {
    if (!closed) {
      sent(process.send(line));
    }
  }

  private void sendDeadline(long deadline) {
    if (!closed) {
      sent(process.deadlineIn(Math.max(0, deadline - System.nanoTime()) / NANOS_PER_SECOND));
    }
  }

  private void sent(boolean taken) {
    if (!taken) {
      // Dead, or so stuck that its pipe is full: the watcher starts another and tells it
      // everything.
      process.kill();
    }
  }

  private void watch() {
    while (true) {
      GuardProcess watched;
      synchronized (this) {
        watched = process;
      }
      long startedAt = System.nanoTime();
      watched.awaitEnd();
      // Before the pipe is closed: a part of the old guard that is left would take that for our
      // end.
      watched.reap();
      synchronized (this) {
        if (closed) {
          return;
        }
        watched.closeInput();
      }
      if (System.nanoTime() - startedAt < TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS)) {
        pause();
      }
      if (!restart()) {
        return;
      }
    }
  }

  private boolean restart() {
    while (true) {
      synchronized (this) {
        if (closed) {
          return false;
        }
        try {
          process = GuardProcess.start(workerId);
          groups.forEach(group -> send("+ " + group));
          resting.forEach(group -> send("= " + group));
          if (deadlineNanos != null) {
            sendDeadline(deadlineNanos);
          }
          LOG.warn("the guard of the handlers had died and was started again");
          return true;
        } catch (GleanerException e) {
          LOG.error("{}; trying again", e.getMessage());
        }
      }
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
