package io.gleaner.coordinator.runtime;

import io.gleaner.coordinator.job.ConditionType;
import io.gleaner.coordinator.job.JobAction;
import io.gleaner.coordinator.job.JobCondition;
import io.gleaner.coordinator.job.JobDecision;
import io.gleaner.coordinator.job.JobReconciler;
import io.gleaner.coordinator.job.JobSpec;
import io.gleaner.coordinator.job.JobStatus;
import io.gleaner.coordinator.job.ObservedWorker;
import io.gleaner.coordinator.launch.Crew;
import io.gleaner.coordinator.launch.CrewStatus;
import io.gleaner.coordinator.launch.LaunchedWorker;
import io.gleaner.coordinator.launch.Launcher;
import io.gleaner.coordinator.launch.WorkerOrder;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A crew that this program keeps running: what is seen of the workers goes to the {@link
 * JobReconciler}, and what it decides to the launcher.
 */
public final class ReconciledCrew implements Crew {
  private final Launcher launcher;
  private final WorkerOrder order;
  private final Map<String, ObservedWorker> observed = new LinkedHashMap<>();
  private JobSpec spec;
  private JobStatus status = JobStatus.NEW;
  private Instant due = Instant.MIN;
  private int launched;

  /**
   * A crew without workers yet.
   *
   * @param launcher starts and stops them; closed with the crew
   * @param spec the Job of which they are the workers
   */
  public ReconciledCrew(Launcher launcher, WorkerOrder order, JobSpec spec) {
    this.launcher = launcher;
    this.order = order;
    this.spec = spec;
  }

  @Override
  public CrewStatus status() {
    long atWork = observed.values().stream().filter(worker -> !worker.hasEnded()).count();
    Optional<String> failure =
        status
            .condition(ConditionType.FAILURE_TARGET)
            .or(() -> status.condition(ConditionType.FAILED))
            .map(JobCondition::reason);
    return new CrewStatus(atWork, launched, status.isFinished(), failure);
  }

  @Override
  public void suspend(boolean suspended, Instant now) {
    if (spec.suspend() != suspended) {
      spec = spec.withSuspend(suspended);
      reconcile(now);
    }
  }

  @Override
  public void dismiss(Instant now) {
    spec = spec.withSuspend(true);
    reconcile(now);
  }

  @Override
  public void ended(String id, int exitCode, Instant now) {
    observed.computeIfPresent(id, (same, worker) -> worker.ended(exitCode, now));
    reconcile(now);
  }

  @Override
  public void tick(Instant now, boolean over) {
    if (!now.isBefore(due)) {
      reconcile(now);
    }
  }

  @Override
  public void killAll() {
    launcher.killAll();
  }

  @Override
  public void close() {
    launcher.close();
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
