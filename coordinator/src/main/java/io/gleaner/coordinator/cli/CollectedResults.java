package io.gleaner.coordinator.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.gleaner.config.JobName;
import io.gleaner.config.StateFolder;
import io.gleaner.coordinator.control.ObjectKey;
import io.gleaner.coordinator.control.ObjectStore;
import io.gleaner.coordinator.control.StoredObject;
import io.gleaner.coordinator.control.client.ResourceType;
import io.gleaner.coordinator.display.Shown;
import io.gleaner.coordinator.report.CollectedFile;
import io.gleaner.coordinator.report.Outcome;
import io.gleaner.coordinator.report.ResultSink;
import io.gleaner.coordinator.report.Screen;
import io.gleaner.coordinator.runtime.JobFiles;
import io.gleaner.failure.GleanerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Shows the results of a WorkQueueJob, which its coordinator has collected into a file. */
final class CollectedResults {
  private static final Duration LOOK = Duration.ofMillis(300);

  private final ObjectStore store;
  private final ResultOptions options;
  private final Surroundings around;

  CollectedResults(ObjectStore store, ResultOptions options, Surroundings around) {
    this.store = store;
    this.options = options;
    this.around = around;
  }

  /**
   * Shows all results that are there.
   *
   * @param follow whether to go on until the Job has ended
   */
  void show(ObjectKey key, boolean follow) {
    if (options.logsJobs()) {
      throw GleanerException.configuration(
          "--joblog is of a run: of a job that was applied nobody has kept when its items began.");
    }
    StateFolder scratch = scratch(new JobName(key.name()));
    try {
      JobFiles files = new JobFiles(scratch, object(key).uid());
      try (ResultSink sink =
          options.open(
              key.name(),
              object(key).uid(),
              false,
              files,
              around.out(),
              Screen.NONE,
              Outcome::item)) {
        copy(key, follow, sink);
      }
    } finally {
      scratch.remove();
    }
  }

  private void copy(ObjectKey key, boolean follow, ResultSink sink) {
    CollectedFile file = null;
    try {
      while (true) {
        // Read before the file: once the Job has ended, all results are there.
        JsonNode status = Shown.of(object(key)).status();
        boolean over = ended(status);
        file = file == null ? open(status) : file;
        if (file != null) {
          file.read(sink::accept);
          sink.sync();
        }
        if (over) {
          sink.finish();
        }
        if (over || !follow) {
          return;
        }
        var unused = store.awaitChange(Long.MAX_VALUE, LOOK);
      }
    } finally {
      if (file != null) {
        file.close();
      }
    }
  }

  private static @Nullable CollectedFile open(JsonNode status) {
    JsonNode path = status.path("items").path("results");
    if (!path.isTextual()) {
      return null;
    }
    Path file = Path.of(path.asText());
    if (!Files.exists(file)) {
      throw GleanerException.configuration(
          "The results are not here (%s): ask on the coordinator's machine.".formatted(file));
    }
    return CollectedFile.open(file);
  }

  private StoredObject object(ObjectKey key) {
    return store.get(key).orElseThrow(() -> new ResourceType(key.kind()).notFound(key.name()));
  }

  private static boolean ended(JsonNode status) {
    for (JsonNode condition : status.path("conditions")) {
      String type = condition.path("type").asText();
      if (type.equals("Complete") || type.equals("Failed")) {
        return true;
      }
    }
    return false;
  }

  /** What is shown now may be shown again the next time: nothing of it is to be remembered. */
  private static StateFolder scratch(JobName job) {
    try {
      return new StateFolder(job, Files.createTempDirectory("gleaner-results"));
    } catch (IOException e) {
      throw GleanerException.configuration("No temporary folder can be made: " + e.getMessage());
    }
  }
}
