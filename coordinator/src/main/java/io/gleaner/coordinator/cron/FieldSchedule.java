package io.gleaner.coordinator.cron;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;

/**
 * Five fields: due at the full minutes whose wall time matches all of them.
 *
 * @param zone where the wall clock hangs
 */
record FieldSchedule(
    FieldBits minutes,
    FieldBits hours,
    FieldBits daysOfMonth,
    FieldBits months,
    FieldBits daysOfWeek,
    ZoneId zone)
    implements Schedule {
  private static final int DAYS_A_WEEK = 7;

  @Override
  public Optional<Instant> next(Instant after) {
    return new WallWalk(this, after).next();
  }

  boolean monthMatches(LocalDateTime wall) {
    return months.contains(wall.getMonthValue());
  }

  /** Both days must match if one of them is a star, else one is enough. */
  boolean dayMatches(LocalDateTime wall) {
    boolean inMonth = daysOfMonth.contains(wall.getDayOfMonth());
    boolean inWeek = daysOfWeek.contains(wall.getDayOfWeek().getValue() % DAYS_A_WEEK);
    return (daysOfMonth.star() || daysOfWeek.star()) ? inMonth && inWeek : inMonth || inWeek;
  }

  boolean hourMatches(LocalDateTime wall) {
    return hours.contains(wall.getHour());
  }

  boolean minuteMatches(LocalDateTime wall) {
    return minutes.contains(wall.getMinute());
  }
}
