package io.gleaner.coordinator.control.redis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gleaner.coordinator.control.WorkerRecord;
import io.gleaner.coordinator.control.WorkerRecord.Phase;
import io.gleaner.coordinator.control.WorkerRecord.Run;
import io.gleaner.coordinator.job.Place;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A worker's record as JSON text. */
final class WorkerText {
  private WorkerText() {}

  static String write(WorkerRecord worker) {
    Place place = worker.place();
    ObjectNode json =
        Json.object()
            .put("name", worker.name())
            .put("uid", worker.uid())
            .put("ordinal", worker.ordinal())
            .put("failures", place.failures())
            .put("ignoredFailures", place.ignoredFailures())
            .put("node", worker.node())
            .put("logFile", worker.logFile())
            .put("phase", worker.phase().name())
            .put("restarts", worker.restarts());
    put(json, "index", place.index());
    Json.put(json, worker.owner());
    Json.put(json, "createdAt", worker.createdAt());
    Json.put(json, "stopAskedAt", worker.stopAskedAt());
    Run run = worker.run();
    if (run != null) {
      ObjectNode last =
          json.putObject("run").put("pid", run.pid()).put("startToken", run.startToken());
      Json.put(last, "startedAt", run.startedAt());
      Json.put(last, "finishedAt", run.finishedAt());
      put(last, "exitCode", run.exitCode());
    }
    return json.toString();
  }

  static WorkerRecord read(String text) {
    JsonNode json = Json.parse(text);
    JsonNode run = json.get("run");
    return new WorkerRecord(
        json.get("name").textValue(),
        json.get("uid").textValue(),
        Json.owner(json),
        json.get("ordinal").longValue(),
        new Place(
            integer(json, "index"),
            json.get("failures").intValue(),
            json.get("ignoredFailures").intValue()),
        Objects.requireNonNull(Json.time(json, "createdAt")),
        Json.time(json, "stopAskedAt"),
        json.get("node").textValue(),
        json.get("logFile").textValue(),
        Phase.valueOf(json.get("phase").textValue()),
        json.get("restarts").intValue(),
        run == null ? null : run(run));
  }

  private static Run run(JsonNode json) {
    return new Run(
        json.get("pid").longValue(),
        json.get("startToken").textValue(),
        Objects.requireNonNull(Json.time(json, "startedAt")),
        Json.time(json, "finishedAt"),
        integer(json, "exitCode"));
  }

  private static void put(ObjectNode json, String name, @Nullable Integer value) {
    if (value != null) {
      json.put(name, value);
    }
  }

  private static @Nullable Integer integer(JsonNode json, String name) {
    return json.has(name) ? json.get(name).intValue() : null;
  }
}
