package io.gleaner.coordinator.conformance.job;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gleaner.coordinator.job.JobColumns;
import io.gleaner.coordinator.job.JobCondition;
import io.gleaner.coordinator.job.JobStatus;
import io.gleaner.coordinator.job.ObservedWorker;
import io.gleaner.coordinator.job.WorkerPhase;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** What stands on the stage, written as a recording writes it. */
final class Outcome {
  private Outcome() {}

  static ObjectNode of(Stage stage) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    if (stage.isDeleted()) {
      return json.put("job", "absent").put("pods", stage.workers().size());
    }
    JobStatus status = stage.status();
    json.put("active", status.active());
    json.put("ready", status.ready());
    json.put("succeeded", status.succeeded());
    json.put("failed", status.failed());
    json.put("terminating", status.terminating());
    json.put("started", status.startTime() != null);
    json.put("completed", status.completionTime() != null);
    ArrayNode conditions = json.putArray("conditions");
    for (JobCondition condition : status.conditions()) {
      conditions
          .addArray()
          .add(condition.type().text())
          .add(condition.status() ? "True" : "False")
          .add(condition.reason());
    }
    ObjectNode pods = json.putObject("pods");
    phases(stage).forEach(pods::put);
    json.putObject("get")
        .put("completions", JobColumns.completions(stage.spec(), status))
        .put("status", JobColumns.status(status, false));
    if (!status.completedIndexes().ranges().isEmpty()) {
      json.put("completedIndexes", status.completedIndexes().text());
    }
    if (status.failedIndexes() != null) {
      json.put("failedIndexes", status.failedIndexes().text());
    }
    if (stage.spec().isIndexed()) {
      ArrayNode active = json.putArray("activeIndexes");
      stage.workers().stream()
          .filter(ObservedWorker::isActive)
          .map(worker -> worker.place().index())
          .filter(Objects::nonNull)
          .sorted()
          .forEach(active::add);
    }
    return json;
  }

  private static Map<String, Integer> phases(Stage stage) {
    Map<String, Integer> counts = new TreeMap<>();
    for (ObservedWorker worker : stage.workers()) {
      counts.merge(phase(worker), 1, Integer::sum);
    }
    return counts;
  }

  private static String phase(ObservedWorker worker) {
    if (worker.stopAskedAt() != null) {
      return "Terminating";
    }
    WorkerPhase phase = worker.phase();
    if (phase instanceof WorkerPhase.Pending) {
      return "Pending";
    }
    if (phase instanceof WorkerPhase.Running) {
      return "Running";
    }
    return phase instanceof WorkerPhase.Succeeded ? "Succeeded" : "Failed";
  }
}
