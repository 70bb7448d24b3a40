package io.gleaner.coordinator.cron;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.coordinator.cron.ParsedSchedule.Refused;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What robfig/cron's ParseStandard takes, refuses, and makes of it. */
class CronScheduleTest {
  @ParameterizedTest(name = "{0} is refused: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "* * * *|expected exactly 5 fields, found 4: [* * * *]",
        "* * * * * *|expected exactly 5 fields, found 6: [* * * * * *]",
        "` @hourly`|expected exactly 5 fields, found 1: [@hourly]",
        "` `|expected exactly 5 fields, found 0: []",
        "``|empty spec string",
        "60 * * * *|end of range (60) above maximum (59): 60",
        "* 24 * * *|end of range (24) above maximum (23): 24",
        "* * 0 * *|beginning of range (0) below minimum (1): 0",
        "* * 32 * *|end of range (32) above maximum (31): 32",
        "* * * 0 *|beginning of range (0) below minimum (1): 0",
        "* * * 13 *|end of range (13) above maximum (12): 13",
        "* * * * 7|end of range (7) above maximum (6): 7",
        "* * * * 5-7|end of range (7) above maximum (6): 5-7",
        "30-10 * * * *|beginning of range (30) beyond end of range (10): 30-10",
        "* * * * fri-mon|beginning of range (5) beyond end of range (1): fri-mon",
        "*/0 * * * *|step of range should be a positive number: */0",
        "*/-1 * * * *|negative number (-1) not allowed: -1",
        "*/ * * * *|failed to parse int from : strconv.Atoi: parsing \"\": invalid syntax",
        "-5 * * * *|failed to parse int from : strconv.Atoi: parsing \"\": invalid syntax",
        "1-2-3 * * * *|too many hyphens: 1-2-3",
        "1/2/3 * * * *|too many slashes: 1/2/3",
        "* * L * *|failed to parse int from L: strconv.Atoi: parsing \"L\": invalid syntax",
        "* * 15W * *|failed to parse int from 15W: strconv.Atoi: parsing \"15W\": invalid syntax",
        "* * * * 5#3|failed to parse int from 5#3: strconv.Atoi: parsing \"5#3\": invalid syntax",
        "jan * * * *|failed to parse int from jan: strconv.Atoi: parsing \"jan\": invalid syntax",
        "* * * january *|failed to parse int from january: strconv.Atoi: parsing \"january\":"
            + " invalid syntax",
        "99999999999999999999 * * * *|failed to parse int from 99999999999999999999: strconv.Atoi:"
            + " parsing \"99999999999999999999\": value out of range",
        "@reboot|unrecognized descriptor: @reboot",
        "@Hourly|unrecognized descriptor: @Hourly",
        "`@hourly `|unrecognized descriptor: `@hourly `",
        "@every|unrecognized descriptor: @every",
        "@every 5|failed to parse duration @every 5: time: missing unit in duration \"5\"",
        "@every 5d|failed to parse duration @every 5d: time: unknown unit \"d\" in duration \"5d\"",
        "@every x|failed to parse duration @every x: time: invalid duration \"x\"",
        "@every  5m|failed to parse duration @every  5m: time: invalid duration \" 5m\"",
        "TZ=Nowhere * * * * *|provided bad location Nowhere: unknown time zone Nowhere",
        "TZ=UTC|time zone without a schedule: TZ=UTC"
      })
  void refused(String schedule, String reason) {
    // Quotes round a part of a value stay in it.
    assertThat(Schedule.parse(schedule, ZoneOffset.UTC))
        .isEqualTo(new Refused(reason.replace("`", "")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void means(Row row) {
    Instant from = Instant.parse(row.from());
    assertThat(next(row.schedule(), "UTC", row.from()))
        .as("after %s", from)
        .isEqualTo(Instant.parse(row.next()));
  }

  // 15 July 2026 is a Wednesday.
  static Stream<Row> means() {
    return Stream.of(
        row("* * * * *", "2026-07-15T09:00:00Z", "2026-07-15T09:01:00Z"),
        row("* * * * *", "2026-07-15T09:00:59.999Z", "2026-07-15T09:01:00Z"),
        row("5/15 * * * *", "2026-07-15T09:06:00Z", "2026-07-15T09:20:00Z"),
        row("1-5/2 * * * *", "2026-07-15T09:03:00Z", "2026-07-15T09:05:00Z"),
        row("1,,7, * * * *", "2026-07-15T09:03:00Z", "2026-07-15T09:07:00Z"),
        row("*/61 * * * *", "2026-07-15T09:03:00Z", "2026-07-15T10:00:00Z"),
        row("*/9223372036854775807 * * * *", "2026-07-15T09:03:00Z", "2026-07-15T10:00:00Z"),
        row("+5 * * * *", "2026-07-15T09:03:00Z", "2026-07-15T09:05:00Z"),
        row("*-5 * * * *", "2026-07-15T09:05:00Z", "2026-07-15T09:06:00Z"),
        row("  0\t9 * * *  ", "2026-07-15T09:00:00Z", "2026-07-16T09:00:00Z"),
        row("0 9 * JAN-Mar MON-fri", "2026-07-15T09:00:00Z", "2027-01-01T09:00:00Z"),
        row("0 9 * * sat,sun", "2026-07-15T09:00:00Z", "2026-07-18T09:00:00Z"),
        row("0 9 * * mon/2", "2026-07-15T09:00:00Z", "2026-07-17T09:00:00Z"),
        row("0 0 29 2 *", "2026-07-15T09:00:00Z", "2028-02-29T00:00:00Z"),
        // Both days restricted: either will do.
        row("0 0 13 * FRI", "2026-07-15T09:00:00Z", "2026-07-17T00:00:00Z"),
        row("0 0 1-31 * FRI", "2026-07-15T09:00:00Z", "2026-07-16T00:00:00Z"),
        // A star with a step is a restriction, one with a step of one is none.
        row("0 0 */2 * FRI", "2026-07-15T09:00:00Z", "2026-07-17T00:00:00Z"),
        row("0 0 */2 * SAT", "2026-07-15T09:00:00Z", "2026-07-17T00:00:00Z"),
        row("0 0 */1 * SAT", "2026-07-15T09:00:00Z", "2026-07-18T00:00:00Z"),
        row("0 0 ? * SAT", "2026-07-15T09:00:00Z", "2026-07-18T00:00:00Z"),
        row("0 0 1,* * SAT", "2026-07-15T09:00:00Z", "2026-07-18T00:00:00Z"),
        row("@yearly", "2026-07-15T09:00:00Z", "2027-01-01T00:00:00Z"),
        row("@annually", "2026-07-15T09:00:00Z", "2027-01-01T00:00:00Z"),
        row("@monthly", "2026-07-15T09:00:00Z", "2026-08-01T00:00:00Z"),
        row("@weekly", "2026-07-15T09:00:00Z", "2026-07-19T00:00:00Z"),
        row("@daily", "2026-07-15T09:00:00Z", "2026-07-16T00:00:00Z"),
        row("@midnight", "2026-07-15T09:00:00Z", "2026-07-16T00:00:00Z"),
        row("@hourly", "2026-07-15T09:00:00Z", "2026-07-15T10:00:00Z"),
        row("@every 1h30m", "2026-07-15T09:00:12Z", "2026-07-15T10:30:12Z"),
        row("@every 1.5h", "2026-07-15T09:00:12.7Z", "2026-07-15T10:30:12Z"),
        row("@every 90.9s", "2026-07-15T09:00:00Z", "2026-07-15T09:01:30Z"),
        row("@every 1ms", "2026-07-15T09:00:00Z", "2026-07-15T09:00:01Z"),
        row("@every -5m", "2026-07-15T09:00:00Z", "2026-07-15T09:00:01Z"),
        row("@every 0", "2026-07-15T09:00:00Z", "2026-07-15T09:00:01Z"),
        row("TZ=Asia/Tokyo 0 9 * * *", "2026-07-15T09:00:00Z", "2026-07-16T00:00:00Z"),
        row("CRON_TZ=Asia/Tokyo   @daily", "2026-07-15T09:00:00Z", "2026-07-15T15:00:00Z"));
  }

  @ParameterizedTest(name = "{0} never comes")
  @CsvSource({"0 0 31 2 *", "0 0 30 2 *", "0 0 31 4/30 *"})
  void aScheduleMayNameNoTimeThatEverComes(String schedule) {
    assertThat(parsed(schedule, "UTC").next(Instant.parse("2026-07-15T09:00:00Z"))).isEmpty();
  }

  @Test
  void aFieldOfCommasIsAcceptedAndNeverMatches() {
    assertThat(parsed(", * * * *", "UTC").next(Instant.EPOCH)).isEmpty();
  }

  @Test
  void beyondFiveYearsNothingIsLookedFor() {
    // 2100 is not a leap year.
    assertThat(parsed("0 0 29 2 *", "UTC").next(Instant.parse("2096-03-01T00:00:00Z"))).isEmpty();
  }

  @Test
  void everyCountsFromTheLastTimeAndNotByTheClock() {
    assertThat(parsed("@every 24h", "Europe/Berlin").next(Instant.parse("2026-03-28T12:00:00Z")))
        .contains(Instant.parse("2026-03-28T12:00:00Z").plus(Duration.ofHours(24)));
  }

  static Instant next(String schedule, String zone, String from) {
    return parsed(schedule, zone).next(Instant.parse(from)).orElseThrow();
  }

  static Schedule parsed(String schedule, String zone) {
    ParsedSchedule parsed = Schedule.parse(schedule, ZoneId.of(zone));
    assertThat(parsed).isInstanceOf(ParsedSchedule.Accepted.class);
    return parsed.schedule().orElseThrow();
  }

  private static Row row(String schedule, String from, String next) {
    return new Row(schedule, from, next);
  }

  record Row(String schedule, String from, String next) {
    @Override
    public String toString() {
      return schedule + " after " + from + " is due at " + next;
    }
  }
}
