package io.gleaner.coordinator.control.service;

import io.gleaner.coordinator.control.Program;
import io.gleaner.coordinator.control.ProgramRunner;
import io.gleaner.coordinator.control.WorkerRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/** Programs that end when a test says so. */
@NullMarked
final class FakeRunner implements ProgramRunner {
  final Map<String, Sight> runs = new LinkedHashMap<>();
  final List<String> stopped = new ArrayList<>();
  final List<String> killed = new ArrayList<>();
  final List<String> forgotten = new ArrayList<>();
  private final Supplier<Instant> now;
  private int pids;

  FakeRunner(Supplier<Instant> now) {
    this.now = now;
  }

  @Override
  public void start(WorkerRecord worker, Program program) {
    runs.computeIfAbsent(run(worker), run -> new Sight.Running(++pids, "t", now.get()));
  }

  @Override
  public Sight look(WorkerRecord worker) {
    return runs.getOrDefault(run(worker), new Sight.Unstarted());
  }

  @Override
  public boolean stop(WorkerRecord worker) {
    stopped.add(worker.uid());
    runs.putIfAbsent(run(worker), new Sight.Ended(0, "0", now.get(), now.get(), 143));
    return true;
  }

  @Override
  public void kill(WorkerRecord worker) {
    killed.add(worker.uid());
    end(worker, null);
  }

  @Override
  public void forget(WorkerRecord worker) {
    forgotten.add(worker.uid());
  }

  @Override
  public String logFile(String workerUid) {
    return workerUid + "/log";
  }

  /** Ends a program that runs. */
  void end(WorkerRecord worker, @Nullable Integer exitCode) {
    runs.computeIfPresent(
        run(worker),
        (run, sight) ->
            sight instanceof Sight.Running running
                ? new Sight.Ended(
                    running.pid(), running.startToken(), running.since(), now.get(), exitCode)
                : sight);
  }

  private static String run(WorkerRecord worker) {
    return worker.uid() + "/" + worker.restarts();
  }
}
