package io.gleaner.coordinator.cron;

import org.jspecify.annotations.Nullable;

/**
 * A CronJob's fields as somebody wrote them, not checked yet; null where nothing was written.
 *
 * @param name metadata.name
 * @param schedule spec.schedule
 * @param timeZone spec.timeZone
 * @param startingDeadlineSeconds spec.startingDeadlineSeconds
 * @param concurrencyPolicy spec.concurrencyPolicy
 * @param suspend spec.suspend
 * @param successfulJobsHistoryLimit spec.successfulJobsHistoryLimit
 * @param failedJobsHistoryLimit spec.failedJobsHistoryLimit
 */
public record CronJobFields(
    @Nullable String name,
    @Nullable String schedule,
    @Nullable String timeZone,
    @Nullable Long startingDeadlineSeconds,
    @Nullable String concurrencyPolicy,
    @Nullable Boolean suspend,
    @Nullable Integer successfulJobsHistoryLimit,
    @Nullable Integer failedJobsHistoryLimit) {
  /** A CronJob of this name and schedule, and nothing else. */
  public static CronJobFields of(String name, String schedule) {
    return new CronJobFields(name, schedule, null, null, null, null, null, null);
  }

  /**
   * The spec, with Kubernetes' defaults where nothing was written. An unknown concurrencyPolicy,
   * which {@link CronJobValidation} refuses, counts as Allow, as it does to Kubernetes' controller.
   */
  public CronJobSpec spec() {
    return new CronJobSpec(
        schedule == null ? "" : schedule,
        timeZone,
        startingDeadlineSeconds,
        ConcurrencyPolicy.of(policy()).orElse(ConcurrencyPolicy.ALLOW),
        suspend != null && suspend,
        successfulJobsHistoryLimit == null
            ? CronJobSpec.DEFAULT_SUCCESSFUL_JOBS_HISTORY_LIMIT
            : successfulJobsHistoryLimit,
        failedJobsHistoryLimit == null
            ? CronJobSpec.DEFAULT_FAILED_JOBS_HISTORY_LIMIT
            : failedJobsHistoryLimit);
  }

  /** concurrencyPolicy; the API server takes an empty one for none. */
  String policy() {
    return concurrencyPolicy == null || concurrencyPolicy.isEmpty()
        ? ConcurrencyPolicy.ALLOW.text()
        : concurrencyPolicy;
  }
}
