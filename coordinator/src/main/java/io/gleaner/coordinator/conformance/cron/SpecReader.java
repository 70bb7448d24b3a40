package io.gleaner.coordinator.conformance.cron;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gleaner.coordinator.cron.CronJobFields;
import org.jspecify.annotations.Nullable;

/** Reads the fields of a CronJob's spec as recordings have them. */
final class SpecReader {
  private SpecReader() {}

  static CronJobFields read(String name, String where, @Nullable JsonNode spec) {
    JsonFields fields = new JsonFields(where, spec);
    CronJobFields read =
        new CronJobFields(
            name,
            fields.text("schedule"),
            fields.text("timeZone"),
            fields.whole("startingDeadlineSeconds"),
            fields.text("concurrencyPolicy"),
            fields.truth("suspend"),
            fields.wholeInt("successfulJobsHistoryLimit"),
            fields.wholeInt("failedJobsHistoryLimit"));
    fields.nothingElse();
    return read;
  }

  /** The same, of a spec as the API server stored it: what has a default must be there. */
  static CronJobFields readDefaulted(String name, String where, @Nullable JsonNode spec) {
    JsonFields fields = new JsonFields(where, spec);
    for (String field :
        new String[] {
          "concurrencyPolicy", "suspend", "successfulJobsHistoryLimit", "failedJobsHistoryLimit"
        }) {
      fields.required(field, fields.node(field));
    }
    return read(name, where, spec);
  }

  /** Changes a spec by a JSON merge patch, of which recordings only have the flat kind. */
  static void patch(ObjectNode spec, JsonNode patch) {
    new JsonFields("patch", patch);
    patch
        .properties()
        .forEach(
            field -> {
              if (field.getValue().isNull()) {
                spec.remove(field.getKey());
              } else {
                spec.set(field.getKey(), field.getValue());
              }
            });
  }
}
