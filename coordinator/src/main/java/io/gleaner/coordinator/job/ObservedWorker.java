package io.gleaner.coordinator.job;

import io.gleaner.coordinator.job.WorkerPhase.ContainerExit;
import io.gleaner.coordinator.job.WorkerPhase.Failed;
import io.gleaner.coordinator.job.WorkerPhase.Pending;
import io.gleaner.coordinator.job.WorkerPhase.Running;
import io.gleaner.coordinator.job.WorkerPhase.Succeeded;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A worker as it is seen now. One that has ended is shown until the status has settled it.
 *
 * @param id new at every start of a worker, never given a second time
 * @param place what it was started for
 * @param createdAt when it was started
 * @param restarts how often its programs were started again in place (restartPolicy OnFailure)
 * @param stopAskedAt when it was asked to stop, by whomever (Kubernetes: {@code
 *     deletionTimestamp}); null if it was not
 * @param phase how far it is
 */
public record ObservedWorker(
    String id,
    Place place,
    Instant createdAt,
    int restarts,
    @Nullable Instant stopAskedAt,
    WorkerPhase phase) {
  /** The container's name of a worker that is one process. */
  public static final String ONLY_CONTAINER = "worker";

  /** A worker that was just started. */
  public static ObservedWorker started(String id, Place place, Instant at) {
    return new ObservedWorker(id, place, at, 0, null, new Running(at));
  }

  /** The same, asked to stop; if it was asked before, that stays so. */
  public ObservedWorker stopping(Instant at) {
    Instant asked = stopAskedAt == null ? at : stopAskedAt;
    return new ObservedWorker(id, place, createdAt, restarts, asked, phase);
  }

  /** The same in another phase. */
  public ObservedWorker in(WorkerPhase other) {
    return new ObservedWorker(id, place, createdAt, restarts, stopAskedAt, other);
  }

  /** The same after so many restarts in place. */
  public ObservedWorker restarted(int times) {
    return new ObservedWorker(id, place, createdAt, times, stopAskedAt, phase);
  }

  /** The same after the end of its one process. */
  public ObservedWorker ended(int exitCode, Instant at) {
    return in(
        exitCode == 0
            ? new Succeeded(at)
            : new Failed(at, List.of(new ContainerExit(ONLY_CONTAINER, exitCode)), List.of()));
  }

  /** Whether it has ended. */
  public boolean hasEnded() {
    return phase instanceof Succeeded || phase instanceof Failed;
  }

  /** Whether it is there and nobody has asked it to stop. */
  public boolean isActive() {
    return !hasEnded() && stopAskedAt == null;
  }

  /** Whether it was asked to stop and has not ended. */
  public boolean isTerminating() {
    return !hasEnded() && stopAskedAt != null;
  }

  boolean isReady() {
    return phase instanceof Running running && running.readySince() != null;
  }

  boolean isPending() {
    return phase instanceof Pending;
  }

  boolean hasSucceeded() {
    return phase instanceof Succeeded;
  }

  /** When it ended, or was asked to if it has not yet. */
  Instant end() {
    if (phase instanceof Succeeded succeeded) {
      return succeeded.at();
    }
    if (phase instanceof Failed failed) {
      return failed.at();
    }
    return stopAskedAt != null ? stopAskedAt : createdAt;
  }
}
