package io.gleaner.coordinator.cron;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the API server refuses in a CronJob, with its messages, in its order: ValidateCronJobCreate
 * and ValidateCronJobUpdate of Kubernetes 1.36. The template of the Jobs is not looked at here.
 */
public final class CronJobValidation {
  /** 63 for a Job's name, less a hyphen and ten digits of minutes. */
  private static final int LONGEST_NAME = 52;

  private static final int LONGEST_ZONE_PART = 14;
  private static final String SCHEDULE = "spec.schedule";
  private static final String TIME_ZONE = "spec.timeZone";

  private CronJobValidation() {}

  /** What is wrong with a new CronJob; nothing if it is accepted. */
  public static List<FieldError> ofNew(CronJobFields fields) {
    List<FieldError> errors = new ArrayList<>();
    String name = fields.name() == null ? "" : fields.name();
    errors.addAll(ObjectNames.validate(name));
    spec(errors, fields, null);
    if (name.length() > LONGEST_NAME) {
      errors.add(
          FieldError.invalid(
              ObjectNames.FIELD, name, "must be no more than " + LONGEST_NAME + " characters"));
    }
    return List.copyOf(errors);
  }

  /**
   * What is wrong with a changed CronJob; nothing if it is accepted. What it always had is borne: a
   * long name, a time zone in the schedule, a time zone that is not known any more.
   */
  public static List<FieldError> ofChanged(CronJobFields fields, CronJobSpec before) {
    List<FieldError> errors = new ArrayList<>();
    spec(errors, fields, before);
    return List.copyOf(errors);
  }

  /** The sentence with which the API server refuses a CronJob for these errors. */
  public static String message(String name, List<FieldError> errors) {
    String all = errors.stream().map(FieldError::text).distinct().collect(Collectors.joining(", "));
    return "CronJob.batch "
        + GoText.quote(name)
        + " is invalid: "
        + (errors.size() > 1 && !all.equals(errors.get(0).text()) ? "[" + all + "]" : all);
  }

  private static void spec(
      List<FieldError> errors, CronJobFields fields, @Nullable CronJobSpec before) {
    schedule(errors, fields, before);
    notNegative(errors, "spec.startingDeadlineSeconds", fields.startingDeadlineSeconds());
    String zone = fields.timeZone();
    if (zone != null && (before == null || !zone.equals(before.timeZone()))) {
      timeZone(errors, zone);
    }
    String policy = fields.policy();
    if (ConcurrencyPolicy.of(policy).isEmpty()) {
      String supported =
          Arrays.stream(ConcurrencyPolicy.values())
              .map(known -> GoText.quote(known.text()))
              .collect(Collectors.joining(", "));
      errors.add(
          new FieldError(
              "spec.concurrencyPolicy",
              "Unsupported value: " + GoText.quote(policy) + ": supported values: " + supported));
    }
    notNegative(errors, "spec.successfulJobsHistoryLimit", fields.successfulJobsHistoryLimit());
    notNegative(errors, "spec.failedJobsHistoryLimit", fields.failedJobsHistoryLimit());
  }

  private static void schedule(
      List<FieldError> errors, CronJobFields fields, @Nullable CronJobSpec before) {
    String schedule = fields.schedule();
    if (schedule == null || schedule.isEmpty()) {
      errors.add(FieldError.required(SCHEDULE));
      return;
    }
    if (Schedule.parse(schedule, ZoneOffset.UTC) instanceof ParsedSchedule.Refused refused) {
      errors.add(FieldError.invalid(SCHEDULE, schedule, refused.reason()));
    }
    if (!schedule.contains("TZ")) {
      return;
    }
    if (before == null || !before.schedule().contains("TZ")) {
      errors.add(
          FieldError.invalid(
              SCHEDULE,
              schedule,
              "cannot use TZ or CRON_TZ in schedule, use timeZone field instead"));
    } else if (fields.timeZone() != null) {
      errors.add(
          FieldError.invalid(
              SCHEDULE, schedule, "cannot use both timeZone field and TZ or CRON_TZ in schedule"));
    }
  }

  private static void timeZone(List<FieldError> errors, String zone) {
    if (zone.isEmpty()) {
      errors.add(FieldError.invalid(TIME_ZONE, zone, "timeZone must be nil or non-empty string"));
      return;
    }
    if (!Arrays.stream(zone.split("/", -1)).allMatch(CronJobValidation::mayBePartOfZone)) {
      errors.add(FieldError.invalid(TIME_ZONE, zone, "unknown time zone " + zone));
      return;
    }
    if (zone.equalsIgnoreCase("Local")) {
      errors.add(
          FieldError.invalid(
              TIME_ZONE,
              zone,
              "timeZone must be an explicit time zone as defined in"
                  + " https://www.iana.org/time-zones"));
    }
    if (TimeZones.find(zone, ZoneOffset.UTC).isEmpty()) {
      errors.add(FieldError.invalid(TIME_ZONE, zone, TimeZones.unknown(zone)));
    }
  }

  private static boolean mayBePartOfZone(String part) {
    return !part.isEmpty()
        && part.length() <= LONGEST_ZONE_PART
        && !part.equals(".")
        && !part.equals("..")
        && !part.startsWith("-")
        && part.chars().allMatch(c -> ObjectNames.isLetterOrDigit(c) || ".-_+".indexOf(c) >= 0);
  }

  private static void notNegative(List<FieldError> errors, String field, @Nullable Number value) {
    if (value != null && value.longValue() < 0) {
      errors.add(
          FieldError.invalid(field, value.longValue(), "must be greater than or equal to 0"));
    }
  }
}
