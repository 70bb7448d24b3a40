package io.gleaner.coordinator.cron;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.Optional;

/**
 * The search for the next time of a {@link FieldSchedule}: field by field, from the month to the
 * minute, each stepped until it matches; a step into the next larger unit begins again.
 *
 * <p>Where the clocks are changed, what this finds is what robfig/cron finds, because it takes the
 * same steps in the same order: months and days by the calendar, hours and minutes by time that
 * passes. So a wall time that is left out is never due, and one that comes twice is due twice; but
 * where midnight is left out a whole day may be, and where the clocks change by half an hour, an
 * hour (docs/adr/0016-cron-schedules.md).
 */
final class WallWalk {
  private static final int YEARS = 5;
  private static final int NOON = 12;
  private static final int HOURS_A_DAY = 24;
  private static final long SECONDS_AN_HOUR = 3600;
  private static final long SECONDS_A_MINUTE = 60;

  private final FieldSchedule schedule;
  private final ZoneRules rules;
  private final int lastYear;

  /** Where the walk is, in seconds since 1970, and what the wall clock shows then. */
  private long time;

  private LocalDateTime wall;

  /** Whether a step was taken: the smaller units are at their beginning from then on. */
  private boolean stepped;

  WallWalk(FieldSchedule schedule, Instant after) {
    this.schedule = schedule;
    rules = schedule.zone().getRules();
    time = after.getEpochSecond() + 1;
    wall = wallAt(time);
    lastYear = wall.getYear() + YEARS;
  }

  Optional<Instant> next() {
    while (wall.getYear() <= lastYear) {
      if (toMonth() && toDay() && toHour() && toMinute() && toFullMinute()) {
        return Optional.of(Instant.ofEpochSecond(time));
      }
    }
    return Optional.empty();
  }

  /** Each of these returns false if it came into the next larger unit. */
  private boolean toMonth() {
    while (!schedule.monthMatches(wall)) {
      if (!stepped) {
        stepped = true;
        moveTo(wall.toLocalDate().withDayOfMonth(1).atStartOfDay());
      }
      // Counted from the first of the month, so that a day too many rolls over, as in Go.
      LocalDate month = wall.toLocalDate().withDayOfMonth(1).plusMonths(1);
      moveTo(month.plusDays(wall.getDayOfMonth() - 1L).atTime(wall.toLocalTime()));
      if (wall.getMonthValue() == 1) {
        return false;
      }
    }
    return true;
  }

  private boolean toDay() {
    while (!schedule.dayMatches(wall)) {
      if (!stepped) {
        stepped = true;
        moveTo(wall.toLocalDate().atStartOfDay());
      }
      moveTo(wall.plusDays(1));
      int hour = wall.getHour();
      if (hour != 0) {
        // There is no midnight on that day.
        moveBy((hour > NOON ? HOURS_A_DAY - hour : -hour) * SECONDS_AN_HOUR);
      }
      if (wall.getDayOfMonth() == 1) {
        return false;
      }
    }
    return true;
  }

  private boolean toHour() {
    while (!schedule.hourMatches(wall)) {
      if (!stepped) {
        stepped = true;
        moveTo(wall.toLocalDate().atTime(LocalTime.of(wall.getHour(), 0)));
      }
      moveBy(SECONDS_AN_HOUR);
      if (wall.getHour() == 0) {
        return false;
      }
    }
    return true;
  }

  private boolean toMinute() {
    while (!schedule.minuteMatches(wall)) {
      if (!stepped) {
        stepped = true;
        moveBy(-Math.floorMod(time, SECONDS_A_MINUTE));
      }
      moveBy(SECONDS_A_MINUTE);
      if (wall.getMinute() == 0) {
        return false;
      }
    }
    return true;
  }

  private boolean toFullMinute() {
    if (wall.getSecond() == 0) {
      return true;
    }
    stepped = true;
    moveBy(SECONDS_A_MINUTE - wall.getSecond());
    return false;
  }

  private void moveBy(long seconds) {
    time += seconds;
    wall = wallAt(time);
  }

  /**
   * To the time when the wall clock shows this; where it never does, or twice, to the one that Go's
   * time.Date takes: by the offset that holds when it is that time in UTC, unless that leads into
   * another offset, which is taken then.
   */
  private void moveTo(LocalDateTime shown) {
    long asUtc = shown.toEpochSecond(ZoneOffset.UTC);
    long offset = offsetAt(asUtc);
    time = offset == 0 ? asUtc : asUtc - offsetAt(asUtc - offset);
    wall = wallAt(time);
  }

  private long offsetAt(long seconds) {
    return rules.getOffset(Instant.ofEpochSecond(seconds)).getTotalSeconds();
  }

  private LocalDateTime wallAt(long seconds) {
    return LocalDateTime.ofEpochSecond(seconds, 0, rules.getOffset(Instant.ofEpochSecond(seconds)));
  }
}
