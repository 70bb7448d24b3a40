package io.gleaner.coordinator.cron;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The CronJob controller, after that of Kubernetes 1.36: compares what is wanted with what is seen,
 * and says what to do. Reconciling again without a change does nothing but tell the same events.
 */
public final class CronJobReconciler {
  private CronJobReconciler() {}

  /**
   * Decides.
   *
   * @param cronJob what is wanted
   * @param status what the last reconciliation returned, {@link CronJobStatus#NEW} at first
   * @param observed every Job that the CronJob controls, and those that have a name it could use.
   *     All actions that were returned before must have had their effect in it, or a Job that was
   *     just started counts as missing.
   * @param now the time
   */
  public static CronJobDecision reconcile(
      CronJob cronJob, CronJobStatus status, List<ObservedJob> observed, Instant now) {
    CronJobDraft draft = new CronJobDraft(status, now);
    List<ObservedJob> own = observed.stream().filter(ObservedJob::controlled).toList();
    History.trim(draft, cronJob.spec(), own);
    ActiveJobs.update(draft, own);
    if (cronJob.deleting()) {
      return draft.decision(Optional.empty());
    }
    Optional<Schedule> schedule = Timetable.of(draft, cronJob);
    return draft.decision(
        schedule.flatMap(times -> Starting.start(draft, cronJob, times, observed)));
  }

  /**
   * When to reconcile after spec.schedule or spec.timeZone was changed. Kubernetes does not
   * reconcile at once then, as after every other change, but at the next time of the new schedule;
   * a time that would have been due by it in the past is passed over unless something else happens
   * first. A timer that is set already stays set.
   *
   * @return how long from now; empty if the schedule names no time, or cannot be read
   */
  public static Optional<Duration> afterScheduleChange(
      CronJob cronJob, CronJobStatus status, Instant now) {
    return Schedule.of(cronJob.spec(), cronJob.localZone())
        .schedule()
        .flatMap(
            schedule -> MissedStarts.untilNext(cronJob, status.lastScheduleTime(), schedule, now));
  }
}
