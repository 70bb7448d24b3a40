package io.gleaner.coordinator.control.service;

import io.gleaner.coordinator.control.ProgramRunner.Sight;
import io.gleaner.coordinator.control.WorkerRecord;
import io.gleaner.coordinator.control.WorkerRecord.Phase;
import io.gleaner.coordinator.control.WorkerRecord.Run;
import io.gleaner.coordinator.job.ObservedWorker;
import io.gleaner.coordinator.job.RestartDelay;
import io.gleaner.coordinator.job.WorkerPhase;
import io.gleaner.coordinator.job.spec.PodCondition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** What follows for a worker from what is seen of its program. Pure. */
final class Sighting {
  private Sighting() {}

  /**
   * The record after a look.
   *
   * @param restarts whether a failed program is started again in place
   * @param now when that was seen
   */
  static WorkerRecord after(WorkerRecord worker, Sight sight, boolean restarts, Instant now) {
    Run run = worker.run();
    if (sight instanceof Sight.Unstarted && worker.phase() == Phase.RUNNING && run != null) {
      // It was seen running: somebody has deleted its folder.
      return worker.in(Phase.FAILED, worker.restarts(), run.ended(now, null));
    }
    if (worker.phase().isEnd() || sight instanceof Sight.Unstarted) {
      return worker;
    }
    if (sight instanceof Sight.Running running) {
      return worker.in(
          Phase.RUNNING,
          worker.restarts(),
          new Run(running.pid(), running.startToken(), running.since(), null, null));
    }
    Sight.Ended ended = (Sight.Ended) sight;
    if (run != null && run.finishedAt() != null && run.startedAt().equals(ended.since())) {
      // Seen before. Of a lost one, only the first look says when that was.
      ended =
          new Sight.Ended(
              run.pid(), run.startToken(), run.startedAt(), run.finishedAt(), run.exitCode());
    }
    Run last =
        new Run(ended.pid(), ended.startToken(), ended.since(), ended.at(), ended.exitCode());
    return worker.in(phase(worker, ended, restarts), worker.restarts(), last);
  }

  private static Phase phase(WorkerRecord worker, Sight.Ended ended, boolean restarts) {
    if (Objects.equals(ended.exitCode(), 0)) {
      return Phase.SUCCEEDED;
    }
    return restarts && worker.stopAskedAt() == null ? Phase.BACKING_OFF : Phase.FAILED;
  }

  /** When a worker that backs off starts its program again. */
  static Instant restartAt(WorkerRecord worker) {
    Run run = Objects.requireNonNull(worker.run());
    Instant end = Objects.requireNonNull(run.finishedAt());
    Duration ran = Duration.between(run.startedAt(), end);
    boolean forgiven = ran.compareTo(RestartDelay.FORGIVEN_AFTER) >= 0;
    return end.plus(RestartDelay.before(forgiven ? 0 : worker.restarts()));
  }

  /** As the Job's controller sees it. */
  static ObservedWorker observed(WorkerRecord worker, String container) {
    return new ObservedWorker(
        worker.uid(),
        worker.place(),
        worker.createdAt(),
        worker.restarts(),
        worker.stopAskedAt(),
        phase(worker, container));
  }

  private static WorkerPhase phase(WorkerRecord worker, String container) {
    Run run = worker.run();
    return switch (worker.phase()) {
      case PENDING -> new WorkerPhase.Pending();
      case RUNNING -> new WorkerPhase.Running(run == null ? worker.createdAt() : run.startedAt());
      case BACKING_OFF -> new WorkerPhase.Running(null);
      case SUCCEEDED -> new WorkerPhase.Succeeded(end(worker));
      case FAILED -> failed(worker, container);
    };
  }

  private static WorkerPhase failed(WorkerRecord worker, String container) {
    Run run = worker.run();
    Integer code = run == null ? null : run.exitCode();
    if (code == null && worker.stopAskedAt() == null) {
      // Lost with its machine, or killed with its watcher: not the program's own fault.
      return new WorkerPhase.Failed(
          end(worker), List.of(), List.of(PodCondition.DISRUPTION_TARGET));
    }
    int known = code == null ? KILLED : code;
    return new WorkerPhase.Failed(
        end(worker), List.of(new WorkerPhase.ContainerExit(container, known)), List.of());
  }

  /** 128 + SIGKILL. */
  private static final int KILLED = 137;

  private static Instant end(WorkerRecord worker) {
    Run run = worker.run();
    Instant end = run == null ? null : run.finishedAt();
    return end == null ? worker.createdAt() : end;
  }
}
