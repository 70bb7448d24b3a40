package io.gleaner.coordinator.cron;

import static io.gleaner.coordinator.cron.ConcurrencyPolicy.FORBID;
import static io.gleaner.coordinator.cron.ConcurrencyPolicy.REPLACE;
import static io.gleaner.coordinator.cron.CronCourse.job;
import static io.gleaner.coordinator.cron.CronJobEvent.Reason.JOB_ALREADY_ACTIVE;
import static io.gleaner.coordinator.cron.CronJobEvent.Reason.SAW_COMPLETED_JOB;
import static io.gleaner.coordinator.cron.CronJobEvent.Reason.SUCCESSFUL_CREATE;
import static io.gleaner.coordinator.cron.CronJobEvent.Reason.SUCCESSFUL_DELETE;
import static io.gleaner.coordinator.cron.CronJobEvent.Reason.UNEXPECTED_JOB;

import io.gleaner.coordinator.cron.ObservedJob.State;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One policy after the other: concurrency, starting deadline, history, the Jobs themselves. */
class CronJobPoliciesTest {
  private static final CronJobSpec MINUTELY = CronJobSpec.of("* * * * *");

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void rules(Row row) {
    row.steps().run();
  }

  static Stream<Row> rules() {
    return Stream.of(concurrency(), deadlines(), history(), jobs()).flatMap(rows -> rows);
  }

  private static Stream<Row> concurrency() {
    return Stream.of(
        row(
            "Allow: Jobs run side by side",
            () ->
                minutely()
                    .at("09:01:00")
                    .at("09:02:00")
                    .starts(job("09:02:00"))
                    .active(job("09:01:00"), job("09:02:00"))),
        row(
            "Forbid: while a Job runs none is started, and that is told",
            () ->
                minutely()
                    .spec(MINUTELY.withConcurrencyPolicy(FORBID))
                    .at("09:01:00")
                    .at("09:02:00")
                    .starts()
                    .tells(JOB_ALREADY_ACTIVE)
                    .lastScheduleTime("09:01:00")
                    .requeuesAfter(millis(60_100))),
        row(
            "Forbid: when it ends, the latest missed start is made up for",
            () ->
                minutely()
                    .spec(MINUTELY.withConcurrencyPolicy(FORBID))
                    .at("09:01:00")
                    .at("09:02:00")
                    .ends(job("09:01:00"), State.FAILED, "09:03:20")
                    .at("09:03:20")
                    .starts(job("09:03:00"))
                    .active(job("09:03:00"))
                    .tells(SAW_COMPLETED_JOB, SUCCESSFUL_CREATE)),
        row(
            "Forbid: a Job that somebody started by hand does not count",
            () ->
                minutely()
                    .spec(MINUTELY.withConcurrencyPolicy(FORBID))
                    .observe("by-hand", true, State.UNFINISHED, "09:00:30")
                    .at("09:01:00")
                    .starts(job("09:01:00"))
                    .tells(UNEXPECTED_JOB, SUCCESSFUL_CREATE)),
        row(
            "Replace: all that run are deleted, then the new one is started",
            () ->
                minutely()
                    .at("09:01:00")
                    .at("09:02:00")
                    .spec(MINUTELY.withConcurrencyPolicy(REPLACE))
                    .at("09:03:00")
                    .deletes(job("09:01:00"), job("09:02:00"))
                    .starts(job("09:03:00"))
                    .active(job("09:03:00"))
                    .tells(SUCCESSFUL_DELETE, SUCCESSFUL_DELETE, SUCCESSFUL_CREATE)));
  }

  private static Stream<Row> deadlines() {
    return Stream.of(
        row(
            "what is later than the starting deadline stays missed",
            () ->
                minutely()
                    .spec(MINUTELY.withStartingDeadlineSeconds(10L))
                    .at("09:03:30")
                    .starts()
                    .requeuesAfter(millis(30_100))),
        row(
            "within the deadline a missed start is made up for",
            () ->
                minutely()
                    .spec(MINUTELY.withStartingDeadlineSeconds(31L))
                    .at("09:03:30")
                    .starts(job("09:03:00"))),
        row(
            "a deadline keeps the missed starts few",
            () ->
                minutely()
                    .spec(MINUTELY.withStartingDeadlineSeconds(120L))
                    .at("12:00:00")
                    .starts(job("12:00:00"))
                    .tells(SUCCESSFUL_CREATE)),
        row(
            "a deadline of 0 lets only the exact time start",
            () ->
                minutely()
                    .spec(MINUTELY.withStartingDeadlineSeconds(0L))
                    .at("09:03:00.1")
                    .starts()
                    .requeuesAfter(millis(60_000))),
        row(
            "a deadline longer than time itself is none",
            () ->
                minutely()
                    .spec(MINUTELY.withStartingDeadlineSeconds(Long.MAX_VALUE))
                    .at("09:03:30")
                    .starts(job("09:03:00"))));
  }

  private static Stream<Row> history() {
    return Stream.of(
        row(
            "the oldest successful Jobs beyond the limit are deleted",
            () ->
                threeEnded(State.COMPLETE)
                    .spec(MINUTELY.withHistoryLimits(1, 0))
                    .at("09:03:10")
                    .deletes(job("09:01:00"), job("09:02:00"))
                    .lastSuccessfulTime("09:03:05")),
        row(
            "failed Jobs have a limit of their own",
            () ->
                threeEnded(State.FAILED)
                    .spec(MINUTELY.withHistoryLimits(0, 2))
                    .at("09:03:10")
                    .deletes(job("09:01:00"))),
        row(
            "without limits all are kept",
            () ->
                threeEnded(State.FAILED)
                    .spec(MINUTELY.withHistoryLimits(null, null))
                    .at("09:03:10")
                    .deletes()),
        row(
            "a Job that is deleted at once counts as a success all the same",
            () ->
                minutely()
                    .spec(MINUTELY.withHistoryLimits(0, 0))
                    .at("09:01:00")
                    .ends(job("09:01:00"), State.COMPLETE, "09:01:05")
                    .at("09:01:05")
                    .deletes(job("09:01:00"))
                    .active()
                    .lastSuccessfulTime("09:01:05")
                    .tells(SUCCESSFUL_DELETE)));
  }

  private static Stream<Row> jobs() {
    return Stream.of(
        row(
            "an active Job that ended is active no more",
            () ->
                minutely()
                    .at("09:01:00")
                    .ends(job("09:01:00"), State.COMPLETE, "09:01:05")
                    .at("09:01:06")
                    .active()
                    .says("Saw completed job: " + job("09:01:00") + ", condition: Complete")
                    .lastSuccessfulTime("09:01:05")),
        row(
            "a success that is older than the last changes nothing",
            () ->
                threeEnded(State.COMPLETE)
                    .observe("late", true, State.COMPLETE, "09:02:30")
                    .at("09:03:10")
                    .lastSuccessfulTime("09:03:05")),
        row(
            "an active Job that is gone is missing",
            () ->
                minutely()
                    .at("09:01:00")
                    .vanishes(job("09:01:00"))
                    .at("09:01:10")
                    .active()
                    .says("Active job went missing: " + job("09:01:00"))));
  }

  private static CronCourse minutely() {
    return CronCourse.of(MINUTELY, "09:00:00");
  }

  private static CronCourse threeEnded(State state) {
    return minutely()
        .spec(MINUTELY.withHistoryLimits(null, null))
        .at("09:01:00")
        .ends(job("09:01:00"), state, "09:01:05")
        .at("09:02:00")
        .ends(job("09:02:00"), state, "09:02:05")
        .at("09:03:00")
        .ends(job("09:03:00"), state, "09:03:05");
  }

  private static Duration millis(long millis) {
    return Duration.ofMillis(millis);
  }

  private static Row row(String rule, Runnable steps) {
    return new Row(rule, steps);
  }

  record Row(String rule, Runnable steps) {
    @Override
    public String toString() {
      return rule;
    }
  }
}
