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
    return observed.values().stream().filter(w -> !(w instanceof ObservedWorker.Ended)).count();
  }

  /** Asks all to stop, and starts none any more. */
  void dismiss(Instant now) {
    spec = spec.withSuspend(true);
    reconcile(now);
  }

  /** A worker is gone. */
  void ended(String id, int exitCode, Instant now) {
    observed.put(id, new ObservedWorker.Ended(id, exitCode, now));
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
    observed.values().removeIf(worker -> worker instanceof ObservedWorker.Ended);
    for (JobAction action : decision.actions()) {
      if (action instanceof JobAction.Start start) {
        for (int i = 0; i < start.count(); i++) {
          LaunchedWorker worker = launcher.launch(order);
          launched++;
          observed.put(worker.id(), new ObservedWorker.Running(worker.id(), now));
        }
      } else if (action instanceof JobAction.Stop stop) {
        observed.put(stop.workerId(), new ObservedWorker.Stopping(stop.workerId()));
        launcher.stop(stop.workerId());
      }
    }
  }
}
