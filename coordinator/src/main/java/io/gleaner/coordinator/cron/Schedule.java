package io.gleaner.coordinator.cron;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/**
 * When a CronJob's Jobs are due. What is accepted, and what it means, is that of robfig/cron v3's
 * ParseStandard, which Kubernetes uses.
 */
public sealed interface Schedule permits FieldSchedule, FixedDelay {
  /**
   * The next time it is due.
   *
   * @param after the time is later than this
   * @return in whole seconds; empty if there is none within five years
   */
  Optional<Instant> next(Instant after);

  /**
   * Reads a schedule: five fields, or a macro; before it possibly {@code TZ=} or {@code CRON_TZ=}
   * and a time zone.
   *
   * @param text as in spec.schedule
   * @param zone the time zone of a schedule that names none
   */
  static ParsedSchedule parse(String text, ZoneId zone) {
    return ScheduleParser.parse(text, zone);
  }

  /**
   * Reads the schedule of a CronJob.
   *
   * @param localZone the time zone of one whose spec names none
   */
  static ParsedSchedule of(CronJobSpec spec, ZoneId localZone) {
    return Timetable.parse(spec, localZone);
  }
}
