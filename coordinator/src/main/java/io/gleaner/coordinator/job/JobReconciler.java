package io.gleaner.coordinator.job;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
   * @param observed every worker of the Job, in the order of their starts, but those that have
   *     ended and are settled in {@code status}; these may be there too. All actions that were
   *     returned before must have had their effect in it, or a worker is started or stopped twice.
   * @param now the time, on the clock of the workers' start and end times
   */
  public static JobDecision reconcile(
      JobSpec spec, JobStatus status, List<ObservedWorker> observed, Instant now) {
    return reconcile(spec, status, observed, false, now);
  }

  /**
   * Decides, of a Job that is about more than its workers.
   *
   * @param open whether something beside the workers is still to be done: then an end is announced,
   *     and not final
   */
  public static JobDecision reconcile(
      JobSpec spec, JobStatus status, List<ObservedWorker> observed, boolean open, Instant now) {
    if (!spec.isManagedHere()) {
      return new JobDecision(status, List.of(), Optional.empty());
    }
    if (status.isFinished()) {
      return Retention.decide(spec, status, now);
    }
    Round round = new Round(spec, status, observed, now);
    Suspension.start(round);
    Tally.take(round);
    round.ending = ending(round);
    if (round.ending != null) {
      round.active.forEach(round::stop);
    } else {
      Scaling.scale(round);
      round.ending = Succeeding.byCompletions(round);
      if (round.ending == null) {
        Suspension.note(round);
      }
    }
    Settling.settle(round);
    Finishing.finish(round, open);
    return round.decision();
  }

  /** Why the Job ends, if it does before its completions are there. The first reason counts. */
  private static @Nullable Ending ending(Round round) {
    Ending ending = Finishing.announced(round);
    ending = ending != null ? ending : Failing.byPolicy(round);
    ending = ending != null ? ending : Failing.byBackoffLimit(round);
    ending = ending != null ? ending : Deadline.decide(round);
    ending = ending != null ? ending : IndexFailing.decide(round);
    return ending != null ? ending : Succeeding.byPolicy(round);
  }
}
