package io.gleaner.coordinator.cron;

import io.gleaner.coordinator.cron.CronJobEvent.Reason;
import java.time.ZoneId;
import java.util.Optional;

/** The schedule that a CronJob is to be run by: none while it is suspended or makes no sense. */
final class Timetable {
  private Timetable() {}

  /** The order of the checks decides which event is told. */
  static Optional<Schedule> of(CronJobDraft draft, CronJob cronJob) {
    CronJobSpec spec = cronJob.spec();
    String timeZone = spec.timeZone();
    if (timeZone != null && TimeZones.find(timeZone, cronJob.localZone()).isEmpty()) {
      draft.tell(
          Reason.UNKNOWN_TIME_ZONE,
          "invalid timeZone: " + GoText.quote(timeZone) + ": " + TimeZones.unknown(timeZone));
      return Optional.empty();
    }
    if (spec.suspend()) {
      return Optional.empty();
    }
    if (namesZone(spec)) {
      draft.tell(
          Reason.UNSUPPORTED_SCHEDULE,
          "CRON_TZ or TZ used in schedule "
              + GoText.quote(spec.schedule())
              + " is not officially supported, see"
              + " https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/"
              + " for more details");
    }
    ParsedSchedule parsed = parse(spec, cronJob.localZone());
    if (parsed instanceof ParsedSchedule.Refused refused) {
      draft.tell(
          Reason.UNPARSEABLE_SCHEDULE,
          "unparseable schedule: " + GoText.quote(spec.schedule()) + " : " + refused.reason());
    }
    return parsed.schedule();
  }

  /** Kubernetes' test: these two letters anywhere in the schedule. */
  static boolean namesZone(CronJobSpec spec) {
    return spec.schedule().contains("TZ");
  }

  /** The zone of timeZone, of the schedule's own prefix if it has one; else the local one. */
  static ParsedSchedule parse(CronJobSpec spec, ZoneId localZone) {
    String timeZone = spec.timeZone();
    ZoneId zone =
        timeZone == null ? localZone : TimeZones.find(timeZone, localZone).orElse(localZone);
    // With a timeZone, Kubernetes puts it before the schedule, whose blanks at the start then count
    // for nothing.
    String schedule =
        timeZone == null || namesZone(spec) ? spec.schedule() : GoText.trim(spec.schedule());
    return Schedule.parse(schedule, zone);
  }
}
