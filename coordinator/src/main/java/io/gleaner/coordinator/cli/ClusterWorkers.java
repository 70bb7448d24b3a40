package io.gleaner.coordinator.cli;

import io.gleaner.coordinator.display.Ages;
import io.gleaner.coordinator.display.Table;
import io.gleaner.coordinator.launch.cluster.ClusterWorker;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Workers of a cluster as kubectl shows pods. */
final class ClusterWorkers {
  private static final String NONE = "<none>";

  private ClusterWorkers() {}

  static Table table(List<ClusterWorker> workers, Instant now) {
    return new Table(
        List.of("NAME", "JOB", "READY", "STATUS", "RESTARTS", "AGE", "IP", "NODE"),
        2,
        workers.stream().map(worker -> row(worker, now)).toList());
  }

  private static List<String> row(ClusterWorker worker, Instant now) {
    Instant createdAt = worker.createdAt();
    return List.of(
        worker.name(),
        worker.job(),
        worker.ready() ? "1/1" : "0/1",
        worker.status(),
        String.valueOf(worker.restarts()),
        createdAt == null ? "<unknown>" : Ages.human(Duration.between(createdAt, now)),
        worker.ip().isEmpty() ? NONE : worker.ip(),
        worker.node().isEmpty() ? NONE : worker.node());
  }
}
