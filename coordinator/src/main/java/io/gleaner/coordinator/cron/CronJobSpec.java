package io.gleaner.coordinator.cron;

import org.jspecify.annotations.Nullable;

/**
 * What is wanted of a CronJob, with the names of Kubernetes' CronJobSpec. The template of its Jobs
 * is not here: the reconciler never looks into it. Nothing is checked: {@link CronJobValidation}
 * does that, and the reconciler says by events what it cannot work with, as Kubernetes' does.
 *
 * @param schedule five fields or a macro, as {@link Schedule#parse} takes them
 * @param timeZone the name of the zone the schedule is meant in; null for the CronJob's {@link
 *     CronJob#localZone}
 * @param startingDeadlineSeconds how many seconds late a Job may still start; null for any
 * @param concurrencyPolicy what to do about a Job that still runs
 * @param suspend whether no Job is to be started
 * @param successfulJobsHistoryLimit how many complete Jobs are kept; null for all
 * @param failedJobsHistoryLimit how many failed Jobs are kept; null for all
 */
public record CronJobSpec(
    String schedule,
    @Nullable String timeZone,
    @Nullable Long startingDeadlineSeconds,
    ConcurrencyPolicy concurrencyPolicy,
    boolean suspend,
    @Nullable Integer successfulJobsHistoryLimit,
    @Nullable Integer failedJobsHistoryLimit) {
  /** Kubernetes' default successfulJobsHistoryLimit. */
  public static final int DEFAULT_SUCCESSFUL_JOBS_HISTORY_LIMIT = 3;

  /** Kubernetes' default failedJobsHistoryLimit. */
  public static final int DEFAULT_FAILED_JOBS_HISTORY_LIMIT = 1;

  /** This schedule, with Kubernetes' defaults for everything else. */
  public static CronJobSpec of(String schedule) {
    return new CronJobSpec(
        schedule,
        null,
        null,
        ConcurrencyPolicy.ALLOW,
        false,
        DEFAULT_SUCCESSFUL_JOBS_HISTORY_LIMIT,
        DEFAULT_FAILED_JOBS_HISTORY_LIMIT);
  }

  /** The same with another schedule. */
  public CronJobSpec withSchedule(String wanted) {
    return new CronJobSpec(
        wanted,
        timeZone,
        startingDeadlineSeconds,
        concurrencyPolicy,
        suspend,
        successfulJobsHistoryLimit,
        failedJobsHistoryLimit);
  }

  /** The same in another time zone; null for the local one. */
  public CronJobSpec withTimeZone(@Nullable String zone) {
    return new CronJobSpec(
        schedule,
        zone,
        startingDeadlineSeconds,
        concurrencyPolicy,
        suspend,
        successfulJobsHistoryLimit,
        failedJobsHistoryLimit);
  }

  /** The same with another deadline; null for none. */
  public CronJobSpec withStartingDeadlineSeconds(@Nullable Long seconds) {
    return new CronJobSpec(
        schedule,
        timeZone,
        seconds,
        concurrencyPolicy,
        suspend,
        successfulJobsHistoryLimit,
        failedJobsHistoryLimit);
  }

  /** The same with another policy. */
  public CronJobSpec withConcurrencyPolicy(ConcurrencyPolicy policy) {
    return new CronJobSpec(
        schedule,
        timeZone,
        startingDeadlineSeconds,
        policy,
        suspend,
        successfulJobsHistoryLimit,
        failedJobsHistoryLimit);
  }

  /** The same, suspended or resumed. */
  public CronJobSpec withSuspend(boolean suspended) {
    return new CronJobSpec(
        schedule,
        timeZone,
        startingDeadlineSeconds,
        concurrencyPolicy,
        suspended,
        successfulJobsHistoryLimit,
        failedJobsHistoryLimit);
  }

  /** The same with other limits; null keeps all. */
  public CronJobSpec withHistoryLimits(@Nullable Integer successful, @Nullable Integer failed) {
    return new CronJobSpec(
        schedule,
        timeZone,
        startingDeadlineSeconds,
        concurrencyPolicy,
        suspend,
        successful,
        failed);
  }
}
