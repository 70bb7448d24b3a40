package io.gleaner.coordinator.cron;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What has become of a CronJob, with the names of Kubernetes' CronJobStatus.
 *
 * @param active the names of the Jobs that were started and not seen ended, in order of their start
 * @param lastScheduleTime for what time the last Job was started; null if none ever was
 * @param lastSuccessfulTime when the latest complete Job was completed; null if none was
 */
public record CronJobStatus(
    List<String> active, @Nullable Instant lastScheduleTime, @Nullable Instant lastSuccessfulTime) {
  /** The status of a CronJob that was never reconciled. */
  public static final CronJobStatus NEW = new CronJobStatus(List.of(), null, null);

  /** Keeps the list from being changed. */
  public CronJobStatus {
    active = List.copyOf(active);
  }
}
