package io.gleaner.coordinator.display;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gleaner.coordinator.control.WorkerRecord;
import io.gleaner.coordinator.control.WorkerRecord.Phase;
import io.gleaner.coordinator.control.WorkerRecord.Run;
import java.time.Instant;

/** What is shown of a worker. */
public record WorkerFacts(WorkerRecord worker) {
  boolean ready() {
    return worker.phase() == Phase.RUNNING;
  }

  /** The word of kubectl's column: what is asked of it goes before how it is. */
  String status() {
    boolean stopping = worker.stopAskedAt() != null && !worker.phase().isEnd();
    return stopping ? "Terminating" : worker.phase().text();
  }

  String restarts(Instant now) {
    Run run = worker.run();
    if (worker.restarts() == 0 || run == null) {
      return String.valueOf(worker.restarts());
    }
    Instant last = run.finishedAt() == null ? run.startedAt() : run.finishedAt();
    return "%d (%s ago)".formatted(worker.restarts(), Ages.since(last, now));
  }

  /** The worker as {@code get -o json} shows it. */
  public ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("apiVersion", "gleaner.io/v1").put("kind", "Worker");
    ObjectNode metadata = json.putObject("metadata");
    metadata.put("name", worker.name()).put("uid", worker.uid());
    metadata.put("creationTimestamp", Shown.seconds(worker.createdAt()));
    metadata
        .putArray("ownerReferences")
        .addObject()
        .put("kind", worker.owner().key().kind().text())
        .put("name", worker.owner().key().name())
        .put("uid", worker.owner().uid());
    json.putObject("spec").put("nodeName", worker.node()).put("logFile", worker.logFile());
    Integer index = worker.place().index();
    ObjectNode status = json.putObject("status");
    status.put("phase", status()).put("restartCount", worker.restarts());
    if (index != null) {
      status.put("completionIndex", index);
    }
    Run run = worker.run();
    if (run != null) {
      status.put("pid", run.pid()).put("startedAt", Shown.seconds(run.startedAt()));
      if (run.finishedAt() != null) {
        status.put("finishedAt", Shown.seconds(run.finishedAt()));
      }
      if (run.exitCode() != null) {
        status.put("exitCode", run.exitCode());
      }
    }
    return json;
  }
}
