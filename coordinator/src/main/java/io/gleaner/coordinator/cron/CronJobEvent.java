package io.gleaner.coordinator.cron;

/**
 * Something to tell the person who looks at the CronJob.
 *
 * @param reason what it is about
 * @param message the sentence, in Kubernetes' words
 */
public record CronJobEvent(Reason reason, String message) {
  /** The reasons of Kubernetes' CronJob controller. */
  public enum Reason {
    /** A Job was created. */
    SUCCESSFUL_CREATE("SuccessfulCreate", false),
    /** A Job was deleted. */
    SUCCESSFUL_DELETE("SuccessfulDelete", false),
    /** An active Job was seen to have ended. */
    SAW_COMPLETED_JOB("SawCompletedJob", false),
    /** An active Job is not there any more. */
    MISSING_JOB("MissingJob", false),
    /** A Job runs that this CronJob controls and has not started. */
    UNEXPECTED_JOB("UnexpectedJob", true),
    /** A Job is due, and concurrencyPolicy Forbid keeps it from being started. */
    JOB_ALREADY_ACTIVE("JobAlreadyActive", false),
    /** A Job could not be started before its deadline. */
    MISS_SCHEDULE("MissSchedule", true),
    /** More than 100 starts were missed. */
    TOO_MANY_MISSED_TIMES("TooManyMissedTimes", true),
    /** The schedule names a time zone, which is not officially supported. */
    UNSUPPORTED_SCHEDULE("UnsupportedSchedule", true),
    /** The schedule cannot be read. */
    UNPARSEABLE_SCHEDULE("UnparseableSchedule", true),
    /** The schedule can be read, but names no time that ever comes. */
    INVALID_SCHEDULE("InvalidSchedule", true),
    /** There is no such time zone. */
    UNKNOWN_TIME_ZONE("UnknownTimeZone", true),
    /** For the caller: a Job could not be created. */
    FAILED_CREATE("FailedCreate", true),
    /** For the caller: a Job could not be deleted. */
    FAILED_DELETE("FailedDelete", true);

    private final String text;
    private final boolean warning;

    Reason(String text, boolean warning) {
      this.text = text;
      this.warning = warning;
    }

    /** The word as Kubernetes writes it: {@code SuccessfulCreate}. */
    public String text() {
      return text;
    }

    /** Whether the event's type is Warning; else it is Normal. */
    public boolean isWarning() {
      return warning;
    }
  }
}
