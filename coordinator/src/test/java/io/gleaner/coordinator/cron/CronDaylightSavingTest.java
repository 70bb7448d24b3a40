package io.gleaner.coordinator.cron;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Where the clocks are changed, the times that robfig/cron finds. */
class CronDaylightSavingTest {
  @ParameterizedTest(name = "{0}")
  @MethodSource
  void robfigFinds(Row row) {
    Schedule schedule = CronScheduleTest.parsed(row.schedule(), row.zone());
    List<OffsetDateTime> times = new ArrayList<>();
    Instant time = OffsetDateTime.parse(row.from()).toInstant();
    for (int i = 0; i < row.times().size(); i++) {
      time = schedule.next(time).orElseThrow();
      times.add(time.atZone(ZoneId.of(row.zone())).toOffsetDateTime());
    }
    assertThat(times).isEqualTo(row.times().stream().map(OffsetDateTime::parse).toList());
  }

  static Stream<Row> robfigFinds() {
    return Stream.of(
        row(
            "a wall time that is left out is not run that day",
            "Europe/Berlin",
            "30 2 * * *",
            "2026-03-28T02:00+01:00",
            "2026-03-28T02:30+01:00",
            "2026-03-30T02:30+02:00"),
        row(
            "a wall time that comes twice is run twice",
            "Europe/Berlin",
            "30 2 * * *",
            "2026-10-25T00:00+02:00",
            "2026-10-25T02:30+02:00",
            "2026-10-25T02:30+01:00",
            "2026-10-26T02:30+01:00"),
        row(
            "every hour goes on without a gap when an hour is left out",
            "Europe/Berlin",
            "0 * * * *",
            "2026-03-29T00:30+01:00",
            "2026-03-29T01:00+01:00",
            "2026-03-29T03:00+02:00"),
        row(
            "every hour goes on without a gap when an hour comes twice",
            "America/New_York",
            "0 * * * *",
            "2026-11-01T00:30-04:00",
            "2026-11-01T01:00-04:00",
            "2026-11-01T01:00-05:00",
            "2026-11-01T02:00-05:00"),
        row(
            "two o'clock is left out in New York",
            "America/New_York",
            "0 2 * * *",
            "2012-03-11T00:00-05:00",
            "2012-03-12T02:00-04:00"),
        row(
            "a date whose only time is left out waits for the next year",
            "America/New_York",
            "30 2 11 MAR ?",
            "2012-03-11T00:00-05:00",
            "2013-03-11T02:30-04:00"),
        row(
            "a quarter to two comes twice in New York",
            "America/New_York",
            "45 1 4 NOV ?",
            "2012-11-04T00:00-04:00",
            "2012-11-04T01:45-04:00",
            "2012-11-04T01:45-05:00"),
        row(
            "after the change, the later hours of the day come once",
            "America/New_York",
            "0 9 * * *",
            "2026-11-01T00:00-04:00",
            "2026-11-01T09:00-05:00",
            "2026-11-02T09:00-05:00"),
        row(
            "where midnight is left out, a daily run at midnight skips the day",
            "America/Havana",
            "0 0 * * *",
            "2026-03-07T00:00-05:00",
            "2026-03-09T00:00-04:00"),
        row(
            "where midnight is left out west of Greenwich, the rest of the day is found",
            "America/Sao_Paulo",
            "0 9 * * SUN",
            "2018-11-02T12:00-03:00",
            "2018-11-04T09:00-02:00"),
        row(
            "where midnight is left out east of Greenwich, a walk by days skips the day",
            "Africa/Cairo",
            "0 12 * * FRI",
            "2026-04-22T12:00+02:00",
            "2026-05-01T12:00+03:00"),
        row(
            "half an hour is left out on Lord Howe Island, with its start",
            "Australia/Lord_Howe",
            "0,45 2 * * *",
            "2026-10-04T00:00+10:30",
            "2026-10-04T02:45+11:00",
            "2026-10-05T02:00+11:00"),
        row(
            "half an hour comes twice on Lord Howe Island",
            "Australia/Lord_Howe",
            "45 1 * * *",
            "2026-04-05T00:00+11:00",
            "2026-04-05T01:45+11:00",
            "2026-04-05T01:45+10:30",
            "2026-04-06T01:45+10:30"),
        row(
            "a walk by hours over half an hour that comes twice misses the next full hour",
            "Australia/Lord_Howe",
            "0 2 * * *",
            "2026-04-05T00:00+11:00",
            "2026-04-06T02:00+10:30"));
  }

  private static Row row(String rule, String zone, String schedule, String from, String... times) {
    return new Row(rule, zone, schedule, from, Arrays.asList(times));
  }

  record Row(String rule, String zone, String schedule, String from, List<String> times) {
    @Override
    public String toString() {
      return rule;
    }
  }
}
