package io.gleaner.worker.handler.stream;

import io.gleaner.worker.handler.Assignment;
import io.gleaner.worker.handler.exec.ExecSettings;
import io.gleaner.worker.handler.exec.StderrLines;
import io.gleaner.worker.handler.exec.StderrSink;
import io.gleaner.worker.handler.guard.ProcessGuard;
import io.gleaner.worker.handler.posix.ExitStatus;
import io.gleaner.worker.handler.posix.SpawnException;
import io.gleaner.worker.handler.posix.Spawner;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The programs that run and have no item, by slot. While a program has none, the guard is told so:
 * a lease that ran out is nothing to it.
 */
final class StreamSlots {
  private static final Logger LOG = LoggerFactory.getLogger(StreamSlots.class);

  /**
   * How long a program has no item before the guard is told; shorter than what is left of a lease
   * when its item ends. To tell it of every item would cost more than many an item.
   */
  private static final long REST_AFTER_MILLIS = 500;

  private static final class Idle {
    final StreamChild child;
    final long index;
    boolean seen;
    boolean resting;

    Idle(StreamChild child, long index) {
      this.child = child;
      this.index = index;
    }
  }

  private final StreamProgram program;
  private final ExecSettings settings;
  private final ProcessGuard guard;
  private final StderrSink stderr;
  private final Spawner spawner;
  private final Map<Integer, Idle> idle = new HashMap<>();
  private @Nullable ScheduledExecutorService timer;

  StreamSlots(StreamProgram program, ExecSettings settings, ProcessGuard guard, StderrSink stderr) {
    this.program = program;
    this.settings = settings;
    this.guard = guard;
    this.stderr = stderr;
    this.spawner = new Spawner(settings.environment(), false);
  }

  /** The program's name, for messages. */
  String programName() {
    return program.name();
  }

  /** A program for an item: the slot's own, or a new one. It belongs to the caller. */
  StreamChild take(Assignment assignment) throws SpawnException {
    Idle there;
    synchronized (this) {
      there = idle.remove(assignment.slot());
      if (there != null && there.resting) {
        guard.add(there.child.process().pid());
      }
    }
    if (there != null && there.child.isFit()) {
      return there.child;
    }
    if (there != null) {
      if (there.child.spokeUnasked()) {
        LOG.warn(
            "{} wrote to its standard output without having an item, and is started again",
            program.name());
      }
      ExitStatus unused = end(there.child);
    }
    StreamChild started = program.start(spawner, assignment.job(), settings);
    guard.add(started.process().pid());
    return started;
  }

  /** Takes a program back that is fit for the next item. */
  synchronized void giveBack(Assignment assignment, StreamChild child) {
    idle.put(assignment.slot(), new Idle(child, assignment.index()));
    if (timer == null) {
      timer =
          Executors.newSingleThreadScheduledExecutor(
              task -> {
                Thread thread = new Thread(task, "stream-rest");
                thread.setDaemon(true);
                return thread;
              });
      var unused =
          timer.scheduleWithFixedDelay(
              this::rest, REST_AFTER_MILLIS, REST_AFTER_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  /** Ends a program that is of no use any more. */
  ExitStatus end(StreamChild child) {
    return child.end(() -> guard.remove(child.process().pid()));
  }

  /** Lets all end by themselves within the grace period, and kills those that do not. */
  void close() {
    List<Idle> left;
    synchronized (this) {
      if (timer != null) {
        timer.shutdownNow();
      }
      left = new ArrayList<>(idle.values());
      idle.clear();
    }
    left.forEach(one -> one.child.endInput());
    long deadline = System.nanoTime() + settings.grace().toNanos();
    for (Idle one : left) {
      StderrLines errors = new StderrLines(stderr, one.index);
      one.child.awaitEnd(deadline, errors);
      errors.end();
      ExitStatus unused = end(one.child);
    }
  }

  private synchronized void rest() {
    for (Idle one : idle.values()) {
      if (one.seen && !one.resting) {
        guard.rest(one.child.process().pid());
        one.resting = true;
      }
      one.seen = true;
    }
  }
}
