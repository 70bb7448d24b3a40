package io.gleaner.coordinator.control.service;

import io.gleaner.coordinator.control.Program;
import io.gleaner.coordinator.control.ProgramRunner.Sight;
import io.gleaner.coordinator.control.WorkerRecord;
import io.gleaner.coordinator.control.WorkerRecord.Phase;
import io.gleaner.failure.GleanerException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Looks after the programs of workers whose records are kept: starts them, restarts them in place,
 * stops them, and writes down what is seen. Remembers only what may be forgotten. For one thread.
 */
final class WorkerCare {
  /**
   * A start that was made and has not shown is made again after this; that it was costs nothing.
   */
  private static final Duration START_AGAIN = Duration.ofSeconds(5);

  private final Consumer<String> notices;
  private final Map<String, Instant> startedAt = new HashMap<>();
  private final Set<String> toldToStop = new HashSet<>();
  private final Set<String> killed = new HashSet<>();

  private final Set<String> unseen = new HashSet<>();
  private final Set<String> elsewhere = new HashSet<>();
  private final String node;

  /** For workers of this machine. */
  WorkerCare(String node, Consumer<String> notices) {
    this.node = node;
    this.notices = notices;
  }

  /**
   * Looks at a worker, and does what is due.
   *
   * @param program what it runs; null if its Job is gone, and then it is only stopped
   * @param restarts whether a failed program is started again in place
   * @return its record, as it is kept now
   */
  WorkerRecord look(
      Stores stores,
      WorkerRecord worker,
      @Nullable Program program,
      boolean restarts,
      Instant now) {
    if (worker.phase().isEnd() || !isHere(stores, worker)) {
      return worker;
    }
    if (worker.phase() == Phase.BACKING_OFF
        && worker.stopAskedAt() == null
        && now.isBefore(Sighting.restartAt(worker))) {
      // Nothing runs, so there is nothing to be seen; and each look goes through all processes.
      return worker;
    }
    Sight sight = sight(stores, worker);
    if (sight == null) {
      return worker;
    }
    WorkerRecord seen = Sighting.after(worker, sight, restarts, now);
    if (seen.phase() == Phase.BACKING_OFF && !now.isBefore(Sighting.restartAt(seen))) {
      // Kept before the start, as every start is.
      seen = seen.in(Phase.PENDING, seen.restarts() + 1, seen.run());
      sight = new Sight.Unstarted();
    }
    if (!seen.equals(worker)) {
      stores.put(seen);
    }
    if (seen.phase().isEnd()) {
      forget(seen);
    } else if (seen.stopAskedAt() != null) {
      return stop(stores, seen, program, restarts, now);
    } else if (sight instanceof Sight.Unstarted && program != null) {
      start(stores, seen, program, now);
    }
    return seen;
  }

  /**
   * Whether this coordinator can see the worker. What it cannot see it must not start: it may run
   * where the coordinator before ran.
   */
  private boolean isHere(Stores stores, WorkerRecord worker) {
    boolean here =
        worker.node().equals(node)
            && worker.logFile().equals(stores.runner().logFile(worker.uid()));
    if (!here && elsewhere.add(worker.uid())) {
      notices.accept(
          "Worker %s belongs to a coordinator on %s with another state folder (%s): only that one can"
                  .formatted(worker.name(), worker.node(), worker.logFile())
              + " go on with it.");
    }
    return here;
  }

  /** Null if it cannot be looked at now: that holds up no other worker. */
  private @Nullable Sight sight(Stores stores, WorkerRecord worker) {
    try {
      Sight sight = stores.runner().look(worker);
      unseen.remove(worker.uid());
      return sight;
    } catch (GleanerException e) {
      if (unseen.add(worker.uid())) {
        notices.accept(String.valueOf(e.getMessage()));
      }
      return null;
    }
  }

  /** Starts the program of a worker whose record is kept. */
  void start(Stores stores, WorkerRecord worker, Program program, Instant now) {
    String start = worker.uid() + "/" + worker.restarts();
    Instant before = startedAt.get(start);
    if (before != null && now.isBefore(before.plus(START_AGAIN))) {
      return;
    }
    startedAt.put(start, now);
    try {
      stores.runner().start(worker, program);
    } catch (GleanerException e) {
      // It stays pending, as a pod does whose container cannot be made, and is tried again.
      notices.accept(String.valueOf(e.getMessage()));
    }
  }

  private WorkerRecord stop(
      Stores stores,
      WorkerRecord worker,
      @Nullable Program program,
      boolean restarts,
      Instant now) {
    Instant asked = worker.stopAskedAt();
    long grace = program == null ? Manifests.DEFAULT_GRACE_SECONDS : program.graceSeconds();
    if (!toldToStop.contains(worker.uid())) {
      if (stores.runner().stop(worker)) {
        toldToStop.add(worker.uid());
      }
    } else if (asked != null
        && !now.isBefore(asked.plusSeconds(grace))
        && killed.add(worker.uid())) {
      stores.runner().kill(worker);
    } else {
      return worker;
    }
    Sight sight = sight(stores, worker);
    if (sight == null) {
      return worker;
    }
    WorkerRecord seen = Sighting.after(worker, sight, restarts, now);
    return seen.equals(worker) ? worker : stores.put(seen);
  }

  private void forget(WorkerRecord worker) {
    startedAt.keySet().removeIf(start -> start.startsWith(worker.uid() + "/"));
    toldToStop.remove(worker.uid());
    killed.remove(worker.uid());
  }
}
