package io.gleaner.coordinator.job.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gleaner.coordinator.job.Backoff;
import io.gleaner.coordinator.job.ConditionType;
import io.gleaner.coordinator.job.JobCondition;
import io.gleaner.coordinator.job.JobStatus;
import io.gleaner.coordinator.job.spec.IndexRanges;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A Job's status to and from JSON: the fields of Kubernetes' JobStatus, and in {@value #CONTROLLER}
 * what the controller must remember, which is nobody else's business.
 */
public final class JobStatusJson {
  /** The field that is not Kubernetes'; to be left out where a person looks. */
  public static final String CONTROLLER = "controller";

  private JobStatusJson() {}

  /** The status as JSON; a count of 0 is left out, as Kubernetes does. */
  public static ObjectNode write(JobStatus status) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    count(json, "active", status.active());
    put(json, "completionTime", status.completionTime());
    if (!status.completedIndexes().equals(IndexRanges.NONE)) {
      json.put("completedIndexes", status.completedIndexes().text());
    }
    ArrayNode conditions = JsonNodeFactory.instance.arrayNode();
    status.conditions().forEach(condition -> conditions.add(write(condition)));
    if (!conditions.isEmpty()) {
      json.set("conditions", conditions);
    }
    count(json, "failed", status.failed());
    if (status.failedIndexes() != null) {
      json.put("failedIndexes", status.failedIndexes().text());
    }
    json.put("ready", status.ready());
    put(json, "startTime", status.startTime());
    count(json, "succeeded", status.succeeded());
    json.put("terminating", status.terminating());
    ObjectNode controller = json.putObject(CONTROLLER);
    count(controller, "failures", status.backoff().failures());
    put(controller, "lastFailure", status.backoff().lastFailure());
    ArrayNode settled = controller.putArray("settled");
    // In order: equal statuses are to be equal texts.
    status.settled().stream().sorted().forEach(settled::add);
    return json;
  }

  private static ObjectNode write(JobCondition condition) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    put(json, "lastTransitionTime", condition.since());
    return json.put("message", condition.message())
        .put("reason", condition.reason())
        .put("status", condition.status() ? "True" : "False")
        .put("type", condition.type().text());
  }

  /** What {@link #write} wrote; of an empty object, the status of a new Job. */
  public static JobStatus read(JsonNode json) {
    JsonNode controller = json.path(CONTROLLER);
    Set<String> settled = new LinkedHashSet<>();
    controller.path("settled").forEach(id -> settled.add(id.textValue()));
    List<JobCondition> conditions = new ArrayList<>();
    json.path("conditions").forEach(condition -> conditions.add(condition(condition)));
    return new JobStatus(
        time(json, "startTime"),
        time(json, "completionTime"),
        json.path("active").intValue(),
        json.path("ready").intValue(),
        json.path("terminating").intValue(),
        json.path("succeeded").intValue(),
        json.path("failed").intValue(),
        IndexRanges.parse(json.path("completedIndexes").asText("")),
        json.has("failedIndexes") ? IndexRanges.parse(json.get("failedIndexes").asText()) : null,
        conditions,
        new Backoff(controller.path("failures").intValue(), time(controller, "lastFailure")),
        settled);
  }

  private static JobCondition condition(JsonNode json) {
    String type = json.path("type").asText();
    return new JobCondition(
        Stream.of(ConditionType.values())
            .filter(known -> known.text().equals(type))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("no condition: " + type)),
        json.path("status").asText().equals("True"),
        json.path("reason").asText(),
        json.path("message").asText(),
        Instant.parse(json.path("lastTransitionTime").asText()));
  }

  private static void count(ObjectNode json, String name, int value) {
    if (value != 0) {
      json.put(name, value);
    }
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
