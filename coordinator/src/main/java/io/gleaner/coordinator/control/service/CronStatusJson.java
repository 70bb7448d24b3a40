package io.gleaner.coordinator.control.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gleaner.coordinator.cron.CronJobStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A CronJob's status to and from JSON, with the names of Kubernetes' CronJobStatus. */
public final class CronStatusJson {
  private CronStatusJson() {}

  /** The status as JSON. */
  public static ObjectNode write(CronJobStatus status) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    if (!status.active().isEmpty()) {
      ArrayNode active = json.putArray("active");
      for (String name : status.active()) {
        active.addObject().put("apiVersion", "batch/v1").put("kind", "Job").put("name", name);
      }
    }
    put(json, "lastScheduleTime", status.lastScheduleTime());
    put(json, "lastSuccessfulTime", status.lastSuccessfulTime());
    return json;
  }

  /** What {@link #write} wrote; of an empty object, the status of a new CronJob. */
  public static CronJobStatus read(JsonNode json) {
    List<String> active = new ArrayList<>();
    json.path("active").forEach(job -> active.add(job.path("name").asText()));
    return new CronJobStatus(
        active, time(json, "lastScheduleTime"), time(json, "lastSuccessfulTime"));
  }

  private static void put(ObjectNode json, String name, @Nullable Instant time) {
    if (time != null) {
      json.put(name, time.toString());
    }
  }

  private static @Nullable Instant time(JsonNode json, String name) {
    return json.has(name) ? Instant.parse(json.get(name).textValue()) : null;
  }
}
