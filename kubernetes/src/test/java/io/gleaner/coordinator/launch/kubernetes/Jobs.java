package io.gleaner.coordinator.launch.kubernetes;

import io.gleaner.config.Endpoints;
import io.gleaner.config.JobName;
import io.gleaner.coordinator.launch.cluster.ClusterJob;
import io.gleaner.coordinator.launch.cluster.WorkerPod;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Jobs to try. */
final class Jobs {
  static final String PASSWORD = "s3cret";

  private Jobs() {}

  static ClusterJob of(List<String> command) {
    return of(command, null);
  }

  static ClusterJob of(List<String> command, @Nullable String template) {
    return new ClusterJob(
        new JobName("thumbs"),
        "u1",
        Endpoints.of("amqp://me:" + PASSWORD + "@broker", "redis://:" + PASSWORD + "@ledger"),
        4,
        6,
        Duration.ofMinutes(10),
        new WorkerPod(
            "me/worker:1",
            "IfNotPresent",
            null,
            null,
            "256Mi",
            List.of("--drain=5000ms"),
            command,
            Duration.ofSeconds(50),
            template),
        new ClusterJob.After(false, null));
  }
}
