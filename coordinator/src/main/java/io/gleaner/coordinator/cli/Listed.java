package io.gleaner.coordinator.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.gleaner.coordinator.control.Kind;
import io.gleaner.coordinator.control.WorkerRecord;
import io.gleaner.coordinator.control.client.ResourceType;
import io.gleaner.coordinator.display.Shown;
import io.gleaner.coordinator.display.Table;
import io.gleaner.coordinator.display.Tables;
import io.gleaner.coordinator.display.WorkerFacts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What there is of one type.
 *
 * @param objects none if it is workers
 * @param workers none if it is not
 */
record Listed(ResourceType type, List<Shown> objects, List<WorkerRecord> workers) {
  Table table(Instant now) {
    Kind kind = type.kind();
    if (kind == null) {
      return Tables.workers(workers, now);
    }
    return switch (kind) {
      case JOB -> Tables.jobs(objects, now);
      case CRON_JOB -> Tables.cronJobs(objects, now);
      case WORK_QUEUE_JOB -> Tables.workQueueJobs(objects, now);
    };
  }

  boolean has(String name) {
    return objects.stream().anyMatch(object -> object.stored().key().name().equals(name))
        || workers.stream().anyMatch(worker -> worker.name().equals(name));
  }

  List<JsonNode> json() {
    List<JsonNode> all = new ArrayList<>();
    objects.forEach(object -> all.add(object.json()));
    workers.forEach(worker -> all.add(new WorkerFacts(worker).json()));
    return all;
  }

  /** Only what is new or other than before. */
  Listed changedSince(Listed before) {
    return new Listed(
        type,
        objects.stream().filter(object -> !before.objects().contains(object)).toList(),
        workers.stream().filter(worker -> !before.workers().contains(worker)).toList());
  }
}
