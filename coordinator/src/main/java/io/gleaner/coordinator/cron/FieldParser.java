package io.gleaner.coordinator.cron;

import org.jspecify.annotations.Nullable;

/**
 * Reads one field of a schedule: parts between commas, each a star, a value or a range, possibly
 * with a step. The first refusal stays; what follows it is not read.
 */
final class FieldParser {
  private @Nullable String refusal;

  /** Why a field was refused; null if none was. */
  @Nullable String refusal() {
    return refusal;
  }

  FieldBits parse(String text, ScheduleField field) {
    FieldBits bits = FieldBits.NONE;
    for (String part : text.split(",", -1)) {
      // Empty parts count for nothing, and so does a field of commas: it never matches.
      if (refusal == null && !part.isEmpty()) {
        bits = bits.plus(part(part, field));
      }
    }
    return bits;
  }

  private FieldBits part(String part, ScheduleField field) {
    String[] rangeAndStep = part.split("/", -1);
    String[] lowAndHigh = rangeAndStep[0].split("-", -1);
    boolean single = lowAndHigh.length == 1;
    long low = field.lowest;
    long high = field.highest;
    // What follows a star and a hyphen is not looked at.
    boolean star = lowAndHigh[0].equals("*") || lowAndHigh[0].equals("?");
    if (!star) {
      low = value(lowAndHigh[0], field);
      if (lowAndHigh.length > 2) {
        refuse("too many hyphens: " + part);
      }
      high = single ? low : value(lowAndHigh[1], field);
    }
    long step = 1;
    if (rangeAndStep.length > 2) {
      refuse("too many slashes: " + part);
    } else if (rangeAndStep.length == 2) {
      step = number(rangeAndStep[1]);
      high = single ? field.highest : high;
    }
    check(part, field, low, high, step);
    if (refusal != null) {
      return FieldBits.NONE;
    }
    return ScheduleField.range(low, high, step).plus(new FieldBits(0, star && step == 1));
  }

  private void check(String part, ScheduleField field, long low, long high, long step) {
    if (low < field.lowest) {
      refuse("beginning of range (" + low + ") below minimum (" + field.lowest + "): " + part);
    }
    if (high > field.highest) {
      refuse("end of range (" + high + ") above maximum (" + field.highest + "): " + part);
    }
    if (low > high) {
      refuse("beginning of range (" + low + ") beyond end of range (" + high + "): " + part);
    }
    if (step == 0) {
      refuse("step of range should be a positive number: " + part);
    }
  }

  private long value(String text, ScheduleField field) {
    long named = field.named(text);
    return named >= 0 ? named : number(text);
  }

  private long number(String text) {
    String wrong = GoText.whyNotAnInteger(text);
    if (wrong != null) {
      refuse("failed to parse int from " + text + ": " + wrong);
      return 0;
    }
    long number = Long.parseLong(text);
    if (number < 0) {
      refuse("negative number (" + number + ") not allowed: " + text);
      return 0;
    }
    return number;
  }

  private void refuse(String reason) {
    if (refusal == null) {
      refusal = reason;
    }
  }
}
