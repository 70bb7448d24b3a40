package io.gleaner.coordinator.runtime;

import io.gleaner.coordinator.job.JobAction;
import io.gleaner.coordinator.job.JobDecision;
import io.gleaner.coordinator.job.JobReconciler;
import io.gleaner.coordinator.job.JobSpec;
import io.gleaner.coordinator.job.JobStatus;
import io.gleaner.coordinator.job.ObservedWorker;
import io.gleaner.coordinator.launch.LaunchedWorker;
import io.gleaner.coordinator.launch.Launcher;
import io.gleaner.coordinator.launch.WorkerOrder;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The workers of one run: what is seen of them goes to the {@link JobReconciler}, and what it
 * decides to the launcher. For one thread.
 */
final class Crew {
  private final Launcher launcher;
  private final WorkerOrder order;
  private final Map<String, ObservedWorker> observed = new LinkedHashMap<>();
  private JobSpec spec;
  private JobStatus status = JobStatus.NEW;
  private Instant due = Instant.MIN;
  private int launched;

  Crew(Launcher launcher, WorkerOrder order, JobSpec spec) {
    this.launcher = launcher;
    this.order = order;
    this.spec = spec;
  }

  /** What has become of the workers, as of the last reconciliation. */
  JobStatus status() {
    return status;
  }

  /** How many workers were launched in all. */
  int launched() {
    return launched;
  }

  /** How many have not ended. */
  long atWork() {
    return observed.values().stream().filter(worker -> !worker.hasEnded()).count();
  }

  /** The Job is suspended or resumed; without a change it does nothing. */
  void suspend(boolean suspended, Instant now) {
    if (spec.suspend() != suspended) {
      spec = spec.withSuspend(suspended);
      reconcile(now);
    }
  }

  /** Asks all to stop, and starts none any more. */
  void dismiss(Instant now) {
    spec = spec.withSuspend(true);
    reconcile(now);
  }

  /** A worker is gone. */
  void ended(String id, int exitCode, Instant now) {
    observed.computeIfPresent(id, (same, worker) -> worker.ended(exitCode, now));
    reconcile(now);
  }

  /** Reconciles when it is time to, though nothing has happened. */
  void tick(Instant now) {
    if (!now.isBefore(due)) {
      reconcile(now);
    }
  }

  private void reconcile(Instant now) {
    JobDecision decision =
        JobReconciler.reconcile(spec, status, List.copyOf(observed.values()), now);
    status = decision.status();
    due = decision.requeueAfter().map(now::plus).orElse(Instant.MAX);
    Set<String> settled = status.settled();
    observed.values().removeIf(worker -> worker.hasEnded() && settled.contains(worker.id()));
    decision.actions().forEach(action -> act(action, now));
  }

  private void act(JobAction action, Instant now) {
    if (action instanceof JobAction.Start start) {
      LaunchedWorker worker = launcher.launch(order);
      launched++;
      observed.put(worker.id(), ObservedWorker.started(worker.id(), start.place(), now));
    } else if (action instanceof JobAction.Stop stop) {
      observed.computeIfPresent(stop.workerId(), (id, worker) -> worker.stopping(now));
      launcher.stop(stop.workerId());
    }
    // A run in the foreground keeps no Job that could be deleted after its end.
  }
}
