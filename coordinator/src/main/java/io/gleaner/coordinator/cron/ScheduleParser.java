package io.gleaner.coordinator.cron;

import io.gleaner.coordinator.cron.ParsedSchedule.Accepted;
import io.gleaner.coordinator.cron.ParsedSchedule.Refused;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** Reads a schedule as ParseStandard of robfig/cron v3 does, and refuses it in its words. */
final class ScheduleParser {
  private static final String EVERY = "@every ";

  private ScheduleParser() {}

  static ParsedSchedule parse(String text, ZoneId zone) {
    if (text.isEmpty()) {
      return new Refused("empty spec string");
    }
    if (!text.startsWith("TZ=") && !text.startsWith("CRON_TZ=")) {
      return withoutZone(text, zone);
    }
    int blank = text.indexOf(' ');
    if (blank < 0) {
      // The original crashes; the API server answers that with an error too.
      return new Refused("time zone without a schedule: " + text);
    }
    String name = text.substring(text.indexOf('=') + 1, blank);
    Optional<ZoneId> named = TimeZones.find(name, zone);
    if (named.isEmpty()) {
      return new Refused("provided bad location " + name + ": " + TimeZones.unknown(name));
    }
    return withoutZone(GoText.trim(text.substring(blank)), named.get());
  }

  private static ParsedSchedule withoutZone(String text, ZoneId zone) {
    return text.startsWith("@") ? macro(text, zone) : fields(text, zone);
  }

  private static ParsedSchedule fields(String text, ZoneId zone) {
    List<String> fields = GoText.fields(text);
    ScheduleField[] kinds = ScheduleField.values();
    if (fields.size() != kinds.length) {
      return new Refused(
          "expected exactly "
              + kinds.length
              + " fields, found "
              + fields.size()
              + ": ["
              + String.join(" ", fields)
              + "]");
    }
    FieldParser parser = new FieldParser();
    FieldSchedule schedule =
        new FieldSchedule(
            parser.parse(fields.get(0), ScheduleField.MINUTES),
            parser.parse(fields.get(1), ScheduleField.HOURS),
            parser.parse(fields.get(2), ScheduleField.DAYS_OF_MONTH),
            parser.parse(fields.get(3), ScheduleField.MONTHS),
            parser.parse(fields.get(4), ScheduleField.DAYS_OF_WEEK),
            zone);
    String refusal = parser.refusal();
    return refusal == null ? new Accepted(schedule) : new Refused(refusal);
  }

  private static ParsedSchedule macro(String text, ZoneId zone) {
    return switch (text) {
      case "@yearly", "@annually" -> fields("0 0 1 1 *", zone);
      case "@monthly" -> fields("0 0 1 * *", zone);
      case "@weekly" -> fields("0 0 * * 0", zone);
      case "@daily", "@midnight" -> fields("0 0 * * *", zone);
      case "@hourly" -> fields("0 * * * *", zone);
      default -> every(text);
    };
  }

  private static ParsedSchedule every(String text) {
    if (!text.startsWith(EVERY)) {
      return new Refused("unrecognized descriptor: " + text);
    }
    GoDuration duration = GoDuration.parse(text.substring(EVERY.length()));
    String wrong = duration.wrong();
    return wrong == null
        ? new Accepted(new FixedDelay(duration.value()))
        : new Refused("failed to parse duration " + text + ": " + wrong);
  }
}
