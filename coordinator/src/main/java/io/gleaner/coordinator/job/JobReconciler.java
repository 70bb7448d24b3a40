package io.gleaner.coordinator.job;

import io.gleaner.coordinator.job.ObservedWorker.Running;
import io.gleaner.coordinator.job.ObservedWorker.Stopping;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The Job controller, after that of Kubernetes 1.36: compares what is wanted with what is seen, and
 * says what to do. Reconciling again without a change does nothing.
 */
public final class JobReconciler {
  private JobReconciler() {}

  /**
   * Decides.
   *
   * @param spec what is wanted
   * @param status what the last reconciliation returned, {@link JobStatus#NEW} at first
   * @param observed every worker of the Job that runs, and every ended one that {@code status} has
   *     not counted yet; those that it has counted may be there too. All actions that were returned
   *     before must have had their effect in it, or a worker is started or stopped twice.
   * @param now the time, on the clock of the workers' start and end times
   */
  public static JobDecision reconcile(
      JobSpec spec, JobStatus status, List<ObservedWorker> observed, Instant now) {
    StatusDraft draft = new StatusDraft(status, now);
    List<Running> running = only(Running.class, observed);
    draft.active = running.size();
    draft.terminating = only(Stopping.class, observed).size();
    if (status.isFinished()) {
      return new JobDecision(draft.status(), List.of(), Optional.empty());
    }
    Counting.count(draft, observed);
    Failing.announce(draft, spec);

    List<JobAction> actions = new ArrayList<>();
    Optional<Duration> requeueAfter = Optional.empty();
    if (draft.is(ConditionType.FAILURE_TARGET)) {
      Scaling.stop(draft, running, actions);
    } else if (!draft.is(ConditionType.SUCCESS_CRITERIA_MET)) {
      requeueAfter = Scaling.scale(draft, spec, running, actions);
      Completing.announce(draft);
      if (!draft.is(ConditionType.SUCCESS_CRITERIA_MET)) {
        Suspension.note(draft, spec);
      }
    }
    Finishing.finish(draft);
    return new JobDecision(draft.status(), actions, requeueAfter);
  }

  private static <T extends ObservedWorker> List<T> only(
      Class<T> kind, List<ObservedWorker> observed) {
    return observed.stream().filter(kind::isInstance).map(kind::cast).toList();
  }
}
