package io.gleaner.coordinator.display;

import com.fasterxml.jackson.databind.JsonNode;
import io.gleaner.coordinator.control.Kind;
import io.gleaner.coordinator.job.Backoff;
import io.gleaner.coordinator.job.ConditionType;
import io.gleaner.coordinator.job.JobColumns;
import io.gleaner.coordinator.job.JobCondition;
import io.gleaner.coordinator.job.JobSpec;
import io.gleaner.coordinator.job.JobSpecBuilder;
import io.gleaner.coordinator.job.JobStatus;
import io.gleaner.coordinator.job.spec.IndexRanges;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is shown of a Job, from its manifest and its status. */
record JobFacts(Shown job) {
  @Nullable Integer completions() {
    JsonNode spec = job.spec();
    if (spec.has("completions")) {
      return spec.get("completions").intValue();
    }
    boolean queue = job.stored().key().kind() == Kind.WORK_QUEUE_JOB;
    return queue || spec.has("parallelism") ? null : Integer.valueOf(1);
  }

  int parallelism() {
    return job.spec().path("parallelism").asInt(1);
  }

  boolean suspended() {
    return job.spec().path("suspend").asBoolean(false);
  }

  int count(String field) {
    return job.status().path(field).asInt(0);
  }

  String completionsColumn() {
    JobSpec spec =
        new JobSpecBuilder().completions(completions()).parallelism(parallelism()).build();
    return JobColumns.completions(spec, status());
  }

  /** Of a WorkQueueJob: items that have ended, of how many; a question mark until that is known. */
  String itemsColumn() {
    JsonNode items = job.status().path("items");
    long ended = items.path("done").asLong() + items.path("failed").asLong();
    return ended + "/" + (items.has("total") ? items.path("total").asText() : "?");
  }

  String statusColumn() {
    return JobColumns.status(status(), job.stored().deletion() != null);
  }

  /** As kubectl has it: of a Job that failed it goes on, since that has no completionTime. */
  String duration(Instant now) {
    Instant start = job.statusTime("startTime");
    Instant end = job.statusTime("completionTime");
    return start == null ? "" : Ages.human(Duration.between(start, end == null ? now : end));
  }

  private JobStatus status() {
    return new JobStatus(
        null,
        null,
        0,
        0,
        0,
        count("succeeded"),
        count("failed"),
        IndexRanges.NONE,
        null,
        conditions(),
        Backoff.NONE,
        Set.of());
  }

  List<JobCondition> conditions() {
    List<JobCondition> conditions = new ArrayList<>();
    for (JsonNode json : job.status().path("conditions")) {
      Stream.of(ConditionType.values())
          .filter(type -> type.text().equals(json.path("type").asText()))
          .map(type -> condition(type, json))
          .forEach(conditions::add);
    }
    return conditions;
  }

  private static JobCondition condition(ConditionType type, JsonNode json) {
    return new JobCondition(
        type,
        json.path("status").asText().equals("True"),
        json.path("reason").asText(),
        json.path("message").asText(),
        Instant.parse(json.path("lastTransitionTime").asText("1970-01-01T00:00:00Z")));
  }
}
