package io.gleaner.coordinator.cron;

import static io.gleaner.coordinator.cron.CronCourse.job;
import static io.gleaner.coordinator.cron.CronJobEvent.Reason.INVALID_SCHEDULE;
import static io.gleaner.coordinator.cron.CronJobEvent.Reason.MISSING_JOB;
import static io.gleaner.coordinator.cron.CronJobEvent.Reason.SUCCESSFUL_CREATE;
import static io.gleaner.coordinator.cron.CronJobEvent.Reason.TOO_MANY_MISSED_TIMES;
import static io.gleaner.coordinator.cron.CronJobEvent.Reason.UNEXPECTED_JOB;
import static io.gleaner.coordinator.cron.CronJobEvent.Reason.UNPARSEABLE_SCHEDULE;
import static io.gleaner.coordinator.cron.CronJobEvent.Reason.UNSUPPORTED_SCHEDULE;
import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.coordinator.cron.CronJobAction.Create;
import io.gleaner.coordinator.cron.ObservedJob.State;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CronJobReconcilerTest {
  private static final CronJobSpec MINUTELY = CronJobSpec.of("* * * * *");

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void rules(Row row) {
    row.steps().run();
  }

  static Stream<Row> rules() {
    return Stream.of(starting(), schedules()).flatMap(rows -> rows);
  }

  private static Stream<Row> starting() {
    return Stream.of(
        row(
            "nothing is started before the first scheduled time; a timer waits for it",
            () -> minutely().at("09:00:12").starts().requeuesAfter(millis(48_100))),
        row(
            "a Job is started at its time, named by it, and the timer is set to the next",
            () ->
                minutely()
                    .at("09:01:00.1")
                    .starts(job("09:01:00"))
                    .active(job("09:01:00"))
                    .lastScheduleTime("09:01:00")
                    .tells(SUCCESSFUL_CREATE)
                    .says("Created job " + job("09:01:00"))
                    .requeuesAfter(millis(60_000))),
        row(
            "the second look at the same time starts nothing",
            () -> minutely().at("09:01:00.1").at("09:01:00.2").starts().tells()),
        row(
            "a time that was scheduled is not started again when its Job is gone",
            () ->
                minutely()
                    .at("09:01:00.1")
                    .vanishes(job("09:01:00"))
                    .at("09:01:30")
                    .starts()
                    .active()
                    .tells(MISSING_JOB)),
        row(
            "of the starts that were missed, the latest is made up for",
            () -> minutely().at("09:03:30").starts(job("09:03:00")).tells(SUCCESSFUL_CREATE)),
        row(
            "a hundred missed starts are nothing to talk about",
            () -> minutely().at("10:40:30").starts(job("10:40:00")).tells(SUCCESSFUL_CREATE)),
        row(
            "of more, the latest is started with a warning",
            () ->
                minutely()
                    .at("10:41:30")
                    .starts(job("10:41:00"))
                    .tells(TOO_MANY_MISSED_TIMES, SUCCESSFUL_CREATE)),
        row(
            "missed starts are counted from the last scheduled time",
            () ->
                minutely()
                    .remembers(List.of(), "10:40:00")
                    .at("10:41:30")
                    .tells(SUCCESSFUL_CREATE)),
        row(
            "@every counts from the creation, to the second",
            () ->
                CronCourse.of(CronJobSpec.of("@every 90s"), "09:00:12.7")
                    .at("09:04:00")
                    .starts(job("09:03:00"))
                    .lastScheduleTime("09:03:12")
                    .requeuesAfter(millis(42_100))),
        row(
            "two times in one minute share a Job",
            () ->
                CronCourse.of(CronJobSpec.of("@every 20s"), "09:00:00")
                    .at("09:00:20")
                    .starts(job("09:00:00"))
                    .at("09:00:40")
                    .starts()
                    .ends(job("09:00:00"), State.COMPLETE, "09:00:41")
                    .at("09:00:41")
                    .starts()
                    .lastScheduleTime("09:00:40")
                    .active(job("09:00:00"))
                    .at("09:00:42")
                    .active()),
        row(
            "a Job that was started, and forgotten, gets its place back and is not started twice",
            () ->
                minutely()
                    .observe(job("09:01:00"), true, State.UNFINISHED, "09:01:00")
                    .at("09:01:00.5")
                    .starts()
                    .active(job("09:01:00"))
                    .lastScheduleTime("09:01:00")
                    .tells(UNEXPECTED_JOB)),
        row(
            "somebody else's Job of the same name is left alone",
            () ->
                minutely()
                    .observe(job("09:01:00"), false, State.UNFINISHED, "09:01:00")
                    .at("09:01:00.5")
                    .starts()
                    .active()
                    .tells()
                    .needsNoTimer()),
        row(
            "nothing is started while the CronJob is suspended, and no timer is set",
            () ->
                minutely().spec(MINUTELY.withSuspend(true)).at("09:05:00").starts().needsNoTimer()),
        row(
            "resumed, the latest missed start is made up for",
            () ->
                minutely()
                    .spec(MINUTELY.withSuspend(true))
                    .at("09:05:00")
                    .spec(MINUTELY)
                    .at("09:05:30")
                    .starts(job("09:05:00"))),
        row(
            "nothing is started while the CronJob is being deleted, but its Jobs' ends are seen",
            () ->
                minutely()
                    .at("09:01:00")
                    .isDeleted()
                    .ends(job("09:01:00"), State.COMPLETE, "09:01:05")
                    .at("09:02:00")
                    .starts()
                    .active()
                    .needsNoTimer()));
  }

  private static Stream<Row> schedules() {
    return Stream.of(
        row(
            "a schedule that names no time is told, and waits for nothing",
            () ->
                CronCourse.of(CronJobSpec.of("0 0 31 2 *"), "09:00:00")
                    .at("09:01:00")
                    .tells(INVALID_SCHEDULE)
                    .needsNoTimer()),
        row(
            "a schedule that cannot be read is told, and waits for nothing",
            () ->
                CronCourse.of(CronJobSpec.of("x"), "09:00:00")
                    .at("09:01:00")
                    .tells(UNPARSEABLE_SCHEDULE)
                    .says("unparseable schedule: \"x\" : expected exactly 5 fields, found 1: [x]")
                    .needsNoTimer()),
        row(
            "a time zone that is not known is told, and waits for nothing",
            () ->
                CronCourse.of(MINUTELY.withTimeZone("Nowhere/City"), "09:00:00")
                    .at("09:01:00")
                    .starts()
                    .says("invalid timeZone: \"Nowhere/City\": unknown time zone Nowhere/City")
                    .needsNoTimer()),
        row(
            "a time zone in the schedule works, with a warning, and wins",
            () ->
                CronCourse.of(
                        CronJobSpec.of("TZ=Asia/Tokyo 1 18 * * *").withTimeZone("UTC"), "09:00:00")
                    .at("09:01:00")
                    .starts(job("09:01:00"))
                    .tells(UNSUPPORTED_SCHEDULE, SUCCESSFUL_CREATE)),
        row(
            "timeZone is the zone of the schedule",
            () ->
                CronCourse.of(CronJobSpec.of("1 18 * * *").withTimeZone("Asia/Tokyo"), "09:00:00")
                    .at("09:01:00")
                    .starts(job("09:01:00"))),
        row(
            "a schedule that changes waits for its next time, not for one it would have had",
            () ->
                CronCourse.of(CronJobSpec.of("0 0 1 1 *"), "09:00:00")
                    .at("09:00:00")
                    .spec(MINUTELY)
                    .scheduleChangeWaits("09:05:30", millis(30_100))
                    .at("09:06:00.1")
                    .starts(job("09:06:00"))));
  }

  @Test
  void theScheduledTimeIsAnnotatedInTheTimeZone() {
    assertThat(annotations(MINUTELY.withTimeZone("Asia/Tokyo")))
        .containsExactly(
            Map.entry(
                "batch.kubernetes.io/cronjob-scheduled-timestamp", "2026-07-15T18:01:00+09:00"));
    assertThat(annotations(MINUTELY))
        .containsExactly(Map.entry(JobNaming.SCHEDULED_TIMESTAMP, "2026-07-15T09:01:00Z"));
  }

  private static Map<String, String> annotations(CronJobSpec spec) {
    CronJobAction action = CronCourse.of(spec, "09:00:00").at("09:01:00").made().actions().get(0);
    return ((Create) action).annotations();
  }

  private static CronCourse minutely() {
    return CronCourse.of(MINUTELY, "09:00:00");
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
