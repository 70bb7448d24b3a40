package io.gleaner.coordinator.cron;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Map;

/** What tells one Job of a CronJob from the next: its name, and the time it was started for. */
public final class JobNaming {
  /** Kubernetes' CronJobScheduledTimestampAnnotation. */
  public static final String SCHEDULED_TIMESTAMP =
      "batch.kubernetes.io/cronjob-scheduled-timestamp";

  private static final int SECONDS_A_MINUTE = 60;

  private JobNaming() {}

  /**
   * The name of the Job for a scheduled time: the CronJob's, and the minutes since 1970. Two times
   * in one minute, as {@code @every 30s} has them, share a name, as they do in Kubernetes.
   */
  public static String name(String cronJob, Instant scheduledTime) {
    return cronJob + "-" + scheduledTime.getEpochSecond() / SECONDS_A_MINUTE;
  }

  /** The annotations of the Job for a scheduled time, which is told in the CronJob's timeZone. */
  static Map<String, String> annotations(Instant scheduledTime, ZoneId zone) {
    return Map.of(
        SCHEDULED_TIMESTAMP,
        DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(scheduledTime.atZone(zone)));
  }
}
