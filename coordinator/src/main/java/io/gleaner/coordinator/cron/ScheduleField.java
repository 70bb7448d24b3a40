package io.gleaner.coordinator.cron;

import java.util.Arrays;
import java.util.Locale;

/** The five fields of a schedule, in their order, with what they may hold. */
enum ScheduleField {
  MINUTES(0, 59, ""),
  HOURS(0, 23, ""),
  DAYS_OF_MONTH(1, 31, ""),
  MONTHS(1, 12, "jan feb mar apr may jun jul aug sep oct nov dec"),
  DAYS_OF_WEEK(0, 6, "sun mon tue wed thu fri sat");

  final int lowest;
  final int highest;
  private final String names;

  ScheduleField(int lowest, int highest, String names) {
    this.lowest = lowest;
    this.highest = highest;
    this.names = names;
  }

  /** The value that has this name, in capitals or not; -1 if none has. */
  long named(String text) {
    int place = Arrays.asList(names.split(" ", -1)).indexOf(text.toLowerCase(Locale.ROOT));
    return place < 0 || text.isEmpty() ? -1 : place + lowest;
  }

  FieldBits all() {
    return range(lowest, highest, 1).plus(new FieldBits(0, true));
  }

  /** Every so many-th value of a range within the field. */
  static FieldBits range(long low, long high, long step) {
    long bits = 0;
    // Up to the distance that is left: a step may be so long that the sum would overflow.
    for (long value = low; value <= high; value += step) {
      bits |= 1L << value;
      if (step > high - value) {
        break;
      }
    }
    return new FieldBits(bits, false);
  }
}
