package io.gleaner.coordinator.cron;

import io.gleaner.coordinator.cron.CronJobEvent.Reason;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Whether a Job is started now: starting deadline, concurrency policy, and the Job itself. */
final class Starting {
  /** Go's RFC1123Z. */
  private static final DateTimeFormatter RFC1123 =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss Z", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private Starting() {}

  /**
   * Starts the Job that is due, if there is one and nothing is against it.
   *
   * @return when to look again
   */
  static Optional<Duration> start(
      CronJobDraft draft, CronJob cronJob, Schedule schedule, List<ObservedJob> observed) {
    MissedStarts missed =
        MissedStarts.find(cronJob, draft.lastScheduleTime, schedule, draft.now, true);
    if (missed.neverComes()) {
      draft.tell(
          Reason.INVALID_SCHEDULE,
          "invalid schedule: "
              + cronJob.spec().schedule()
              + " : time difference between two schedules is less than 1 second");
      return Optional.empty();
    }
    Instant due = missed.mostRecent();
    if (due == null) {
      return untilNext(draft, cronJob, schedule);
    }
    if (missed.areTooMany()) {
      draft.tell(
          Reason.TOO_MANY_MISSED_TIMES,
          "too many missed start times. Set or decrease .spec.startingDeadlineSeconds or check"
              + " clock skew");
    }
    String name = JobNaming.name(cronJob.name(), due);
    if (isTooLate(draft, cronJob.spec(), due) || isRunning(draft, name, due)) {
      return untilNext(draft, cronJob, schedule);
    }
    if (!makeRoom(draft, cronJob.spec())) {
      return untilNext(draft, cronJob, schedule);
    }
    Optional<ObservedJob> namesake =
        observed.stream()
            .filter(job -> job.name().equals(name) && !draft.deletes(name))
            .findFirst();
    if (namesake.isPresent() && !namesake.get().controlled()) {
      // Somebody else's. Kubernetes leaves it at that, until something happens.
      return Optional.empty();
    }
    if (namesake.isEmpty()) {
      create(draft, cronJob, name, due);
    }
    // Else it was started before, and that was forgotten: it only gets its place in the status.
    draft.active.add(name);
    draft.lastScheduleTime = due;
    return untilNext(draft, cronJob, schedule);
  }

  private static boolean isTooLate(CronJobDraft draft, CronJobSpec spec, Instant due) {
    Long deadline = spec.startingDeadlineSeconds();
    if (deadline == null || !Spans.after(due, deadline).isBefore(draft.now)) {
      return false;
    }
    draft.tell(
        Reason.MISS_SCHEDULE, "Missed scheduled time to start a job: " + RFC1123.format(due));
    return true;
  }

  private static boolean isRunning(CronJobDraft draft, String name, Instant due) {
    return draft.active.contains(name) || due.equals(draft.lastScheduleTime);
  }

  /** Applies the concurrency policy; false if no Job may be started beside the active ones. */
  private static boolean makeRoom(CronJobDraft draft, CronJobSpec spec) {
    switch (spec.concurrencyPolicy()) {
      case ALLOW -> {
        return true;
      }
      case FORBID -> {
        if (draft.active.isEmpty()) {
          return true;
        }
        draft.tell(
            Reason.JOB_ALREADY_ACTIVE,
            "Not starting job because prior execution is running and concurrency policy is"
                + " Forbid");
        return false;
      }
      case REPLACE -> {
        List.copyOf(draft.active).forEach(draft::delete);
        return true;
      }
    }
    throw new AssertionError(spec.concurrencyPolicy());
  }

  private static void create(CronJobDraft draft, CronJob cronJob, String name, Instant due) {
    String timeZone = cronJob.spec().timeZone();
    ZoneId zone =
        timeZone == null
            ? ZoneOffset.UTC
            : TimeZones.find(timeZone, cronJob.localZone()).orElse(ZoneOffset.UTC);
    draft.act(new CronJobAction.Create(name, due, JobNaming.annotations(due, zone)));
    draft.tell(Reason.SUCCESSFUL_CREATE, "Created job " + name);
  }

  private static Optional<Duration> untilNext(
      CronJobDraft draft, CronJob cronJob, Schedule schedule) {
    return MissedStarts.untilNext(cronJob, draft.lastScheduleTime, schedule, draft.now);
  }
}
