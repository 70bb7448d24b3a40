package io.gleaner.coordinator.cron;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which scheduled time is due, after mostRecentScheduleTime of Kubernetes' controller.
 *
 * @param earliest what was counted from: the last scheduled time or the creation, or the starting
 *     deadline if that is later
 * @param mostRecent the latest scheduled time that is not after now; null if there is none
 * @param number about how many scheduled times came since the first of them: the first interval is
 *     taken for all, as Kubernetes does; 0 if at most one came
 * @param neverComes whether the schedule names too few times to go on with (31 February)
 */
record MissedStarts(
    Instant earliest, @Nullable Instant mostRecent, long number, boolean neverComes) {
  /** So many are worth a warning. */
  private static final int MANY = 100;

  /** Kubernetes' nextScheduleDelta: a clock may be set back a little, and the time still be due. */
  private static final Duration ALLOWANCE = Duration.ofMillis(100);

  static MissedStarts find(
      CronJob cronJob,
      @Nullable Instant lastScheduleTime,
      Schedule schedule,
      Instant now,
      boolean withDeadline) {
    Instant earliest = lastScheduleTime == null ? cronJob.creationTimestamp() : lastScheduleTime;
    Long deadline = cronJob.spec().startingDeadlineSeconds();
    if (withDeadline && deadline != null) {
      Instant tooLate = Spans.before(now, deadline);
      earliest = tooLate.isAfter(earliest) ? tooLate : earliest;
    }
    Optional<Instant> first = schedule.next(earliest);
    if (first.isEmpty()) {
      return new MissedStarts(earliest, null, 0, true);
    }
    if (now.isBefore(first.get())) {
      return new MissedStarts(earliest, null, 0, false);
    }
    Optional<Instant> second = schedule.next(first.get());
    if (second.isEmpty()) {
      return new MissedStarts(earliest, null, 0, true);
    }
    if (now.isBefore(second.get())) {
      return new MissedStarts(earliest, first.get(), 0, false);
    }
    return many(earliest, first.get(), second.get(), schedule, now);
  }

  /**
   * Not counted one by one, as there may be years of them: it is gone on from one interval before
   * the last that would be due if all intervals were as the first.
   */
  private static MissedStarts many(
      Instant earliest, Instant first, Instant second, Schedule schedule, Instant now) {
    long interval = Duration.between(first, second).toSeconds();
    long number = Duration.between(first, now).toSeconds() / interval + 1;
    Instant mostRecent = null;
    Optional<Instant> next = schedule.next(first.plusSeconds((number - 2) * interval));
    while (next.isPresent() && !next.get().isAfter(now)) {
      mostRecent = next.get();
      next = schedule.next(mostRecent);
    }
    return new MissedStarts(earliest, mostRecent, number, false);
  }

  boolean areTooMany() {
    return number > MANY;
  }

  /**
   * How long until the next scheduled time, by Kubernetes' nextScheduleTimeDuration: the starting
   * deadline has no say in it.
   *
   * @return empty if there is none
   */
  static Optional<Duration> untilNext(
      CronJob cronJob, @Nullable Instant lastScheduleTime, Schedule schedule, Instant now) {
    MissedStarts missed = find(cronJob, lastScheduleTime, schedule, now, false);
    return schedule
        .next(missed.goOnFrom(now))
        .map(next -> Duration.between(now, next.plus(ALLOWANCE)))
        .map(wait -> wait.isNegative() ? Duration.ZERO : wait);
  }

  private Instant goOnFrom(Instant now) {
    if (mostRecent != null) {
      return mostRecent;
    }
    return neverComes || number > 0 ? now : earliest;
  }
}
