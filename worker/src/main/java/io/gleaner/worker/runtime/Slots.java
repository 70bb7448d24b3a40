package io.gleaner.worker.runtime;

import io.gleaner.item.WorkItem;
import io.gleaner.ledger.Grant;
import io.gleaner.ledger.Outcome;
import io.gleaner.worker.handler.Assignment;
import io.gleaner.worker.handler.Ending;
import io.gleaner.worker.handler.Handler;
import io.gleaner.worker.handler.Run;
import io.gleaner.worker.state.WorkerEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The worker's slots, what runs in them, and what waits for one. Where a handler ends, the thread
 * that tells of it starts the next one that waits: nothing goes through the worker's thread in
 * between. Safe for use by any thread; handlers are called without the lock.
 */
final class Slots {
  private final String job;
  private final int size;
  private final Handler handler;
  private final Mailbox mailbox;
  private final Map<Grant, Running> runs = new HashMap<>();
  private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
  private final BitSet taken = new BitSet();
  private boolean closed;

  Slots(String job, int size, Handler handler, Mailbox mailbox) {
    this.job = job;
    this.size = size;
    this.handler = handler;
    this.mailbox = mailbox;
    taken.set(0);
  }

  /** Starts a handler when a slot is free and those before it were started, but not too late. */
  void start(WorkItem item, Grant grant, int attempt, long startBy) {
    synchronized (this) {
      waiting.add(new Waiting(item, grant, attempt, startBy));
    }
    startNext();
  }

  /** Stops a handler; one that waits is not started. */
  void stop(Grant grant, boolean hard) {
    Running running;
    synchronized (this) {
      running = runs.get(grant);
      for (Iterator<Waiting> each = waiting.iterator(); running == null && each.hasNext(); ) {
        if (each.next().grant.equals(grant)) {
          each.remove();
          notStarted(grant);
          return;
        }
      }
    }
    if (running != null) {
      running.stop(hard);
    }
  }

  /** Starts nothing that waits now. */
  void withdraw() {
    List<Waiting> withdrawn;
    synchronized (this) {
      withdrawn = new ArrayList<>(waiting);
      waiting.clear();
    }
    withdrawn.forEach(each -> notStarted(each.grant));
  }

  /** Starts nothing any more. */
  synchronized void close() {
    closed = true;
  }

  private void startNext() {
    for (Running next = next(); next != null; next = next()) {
      next.begin();
    }
  }

  private synchronized @Nullable Running next() {
    while (!closed && !waiting.isEmpty() && runs.size() < size) {
      Waiting first = waiting.remove();
      if (Clock.millis() < first.startBy) {
        int slot = taken.nextClearBit(0);
        taken.set(slot);
        Running running = new Running(first, slot);
        runs.put(first.grant, running);
        return running;
      }
      notStarted(first.grant);
    }
    return null;
  }

  private void ended(Running running, Ending ending) {
    mailbox.post(
        new WorkerEvent.HandlerEnded(
            running.what.grant,
            outcome(ending),
            TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - running.beganAt)));
    synchronized (this) {
      runs.remove(running.what.grant);
      taken.clear(running.slot);
    }
    startNext();
  }

  private void notStarted(Grant grant) {
    mailbox.post(new WorkerEvent.HandlerNotStarted(grant));
  }

  private static Outcome outcome(Ending ending) {
    Outcome.Kind kind =
        switch (ending.kind()) {
          case DONE -> Outcome.Kind.DONE;
          case FAILED -> Outcome.Kind.FAILED;
          case FAILED_FOR_GOOD -> Outcome.Kind.FAILED_FOR_GOOD;
        };
    return new Outcome(
        kind,
        ending.exitCode(),
        ending.output(),
        ending.error(),
        ending.stderrTail(),
        ending.startedAt(),
        ending.durationMillis());
  }

  private record Waiting(WorkItem item, Grant grant, int attempt, long startBy) {}

  /** A handler that was started, or is about to be. */
  private final class Running {
    private final Waiting what;
    private final int slot;
    private final long beganAt = System.nanoTime();
    private @Nullable Run run;
    private boolean stopped;
    private boolean killed;

    Running(Waiting what, int slot) {
      this.what = what;
      this.slot = slot;
    }

    void begin() {
      WorkItem item = what.item;
      Assignment assignment =
          new Assignment(job, item.index(), what.attempt, what.grant.token(), slot, item.body());
      Run started = handler.start(assignment, ending -> ended(this, ending));
      synchronized (this) {
        run = started;
      }
      carryOut(started);
    }

    void stop(boolean hard) {
      Run started;
      synchronized (this) {
        stopped = true;
        killed |= hard;
        started = run;
      }
      if (started != null) {
        carryOut(started);
      }
    }

    private void carryOut(Run started) {
      boolean hard;
      synchronized (this) {
        if (!stopped) {
          return;
        }
        hard = killed;
      }
      if (hard) {
        started.kill();
      } else {
        started.terminate();
      }
    }
  }
}
