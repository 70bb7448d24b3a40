package io.gleaner.coordinator.control.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gleaner.coordinator.control.queue.Figures;
import io.gleaner.coordinator.control.queue.RetryRequest;
import io.gleaner.coordinator.job.JobStatus;
import io.gleaner.coordinator.job.json.JobStatusJson;
import org.jspecify.annotations.Nullable;

/**
 * A WorkQueueJob's status: a Job's, and what is known of its items.
 *
 * @param job the status of its workers
 * @param items the last known figures; null as long as there are none
 * @param answer to the last request to put dead letters back; null if there was none
 * @param trouble why it does not go on; null if it does
 */
record QueueStatus(
    JobStatus job,
    @Nullable ObjectNode items,
    RetryRequest.@Nullable Answer answer,
    @Nullable String trouble) {
  private static final String ITEMS = "items";
  private static final String RETRIED = "retried";
  private static final String TROUBLE = "trouble";
  private static final String SUSPENDED = "suspended";

  static QueueStatus read(JsonNode json) {
    // What an earlier version wrote of a kind that it did not run.
    boolean unsupported = json.at("/conditions/0/type").asText().equals("Supported");
    JsonNode retried = json.path(RETRIED);
    return new QueueStatus(
        unsupported ? JobStatus.NEW : JobStatusJson.read(json),
        json.path(ITEMS) instanceof ObjectNode items ? items : null,
        retried.isObject()
            ? new RetryRequest.Answer(
                retried.path("request").asText(), retried.path("message").asText())
            : null,
        json.hasNonNull(TROUBLE) ? json.path(TROUBLE).asText() : null);
  }

  ObjectNode write() {
    ObjectNode json = JobStatusJson.write(job);
    if (items != null) {
      json.set(ITEMS, items);
    }
    if (answer != null) {
      json.putObject(RETRIED).put("message", answer.sentence()).put("request", answer.id());
    }
    if (trouble != null) {
      json.put(TROUBLE, trouble);
    }
    return json;
  }

  /** Whether the ledger is known to grant nothing. */
  boolean isHeld() {
    return items != null && items.path(SUSPENDED).asBoolean();
  }

  /** Whether a request was answered. */
  boolean answers(RetryRequest request) {
    return answer != null && answer.id().equals(request.id());
  }

  static ObjectNode items(Figures figures) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("done", figures.done()).put("failed", figures.failed());
    json.put("filled", figures.filled()).put("results", figures.results());
    if (figures.suspended()) {
      json.put(SUSPENDED, true);
    }
    if (figures.total() >= 0) {
      json.put("total", figures.total());
    }
    return json;
  }
}
