package io.gleaner.coordinator.launch;

import io.gleaner.config.Endpoints;
import io.gleaner.config.JobName;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a worker is started for.
 *
 * @param job its Job
 * @param uid the Job's uid
 * @param endpoints the servers; they hold passwords and so never become arguments
 * @param options more of the worker program's options, passed as they are; no secrets
 * @param commandFile the file that holds the command to run per item; null if there is none
 */
public record WorkerOrder(
    JobName job,
    String uid,
    Endpoints endpoints,
    List<String> options,
    @Nullable Path commandFile) {
  /** Keeps the options from being changed. */
  public WorkerOrder {
    options = List.copyOf(options);
  }
}
