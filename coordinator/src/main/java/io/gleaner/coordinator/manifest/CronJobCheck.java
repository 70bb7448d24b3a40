package io.gleaner.coordinator.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gleaner.coordinator.cron.CronJobFields;
import io.gleaner.coordinator.cron.CronJobValidation;
import io.gleaner.coordinator.manifest.tree.Node.Mapping;
import io.gleaner.coordinator.manifest.tree.TreeJson;
import org.jspecify.annotations.Nullable;

/** The rules of a CronJob. Its fields are known to be of their types. */
public final class CronJobCheck {
  private CronJobCheck() {}

  static void check(Findings findings, Mapping object, String name) {
    Mapping spec = Paths.mapping(object, "spec").orElseThrow();
    CronJobValidation.ofNew(fields(name, TreeJson.object(spec)))
        .forEach(error -> findings.problem(object, error.field(), error.message()));
    new JobCheck(findings, object)
        .template(Paths.mapping(spec, "jobTemplate").orElseThrow(), "spec.jobTemplate");
  }

  /**
   * The fields of a CronJob's spec, as {@link Manifest#spec} has it.
   *
   * @param spec with every field of its type
   */
  public static CronJobFields fields(String name, ObjectNode spec) {
    JsonNode deadline = spec.get("startingDeadlineSeconds");
    JsonNode suspend = spec.get("suspend");
    return new CronJobFields(
        name,
        text(spec, "schedule"),
        text(spec, "timeZone"),
        deadline == null ? null : deadline.longValue(),
        text(spec, "concurrencyPolicy"),
        suspend == null ? null : suspend.booleanValue(),
        number(spec, "successfulJobsHistoryLimit"),
        number(spec, "failedJobsHistoryLimit"));
  }

  private static @Nullable String text(ObjectNode spec, String field) {
    JsonNode value = spec.get(field);
    return value == null ? null : value.textValue();
  }

  private static @Nullable Integer number(ObjectNode spec, String field) {
    JsonNode value = spec.get(field);
    return value == null ? null : value.intValue();
  }
}
