package io.gleaner.coordinator.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.gleaner.coordinator.control.ObjectKey;
import io.gleaner.coordinator.control.ObjectStore;
import io.gleaner.coordinator.control.client.Changing;
import io.gleaner.coordinator.control.client.ResourceType;
import io.gleaner.coordinator.control.queue.RetryRequest;
import io.gleaner.coordinator.display.Shown;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/** Asks the coordinator to put dead letters of a WorkQueueJob back, and waits for its answer. */
final class RetryAsking {
  private static final Duration LOOK = Duration.ofSeconds(5);
  private static final Duration UNHEARD = Duration.ofSeconds(10);

  private final ObjectStore store;
  private final Consumer<String> notices;

  RetryAsking(ObjectStore store, Consumer<String> notices) {
    this.store = store;
    this.notices = notices;
  }

  /**
   * Asks.
   *
   * @param indexes which items; all when empty
   * @return what came of it, as a sentence
   */
  String ask(ObjectKey job, List<Long> indexes) {
    String id = UUID.randomUUID().toString();
    new Changing(store)
        .annotate(job, RetryRequest.ANNOTATION, new RetryRequest(id, indexes).text());
    long version = 0;
    long asked = System.nanoTime();
    boolean told = false;
    while (true) {
      JsonNode status =
          store
              .get(job)
              .map(Shown::of)
              .orElseThrow(() -> new ResourceType(job.kind()).notFound(job.name()))
              .status();
      JsonNode answer = status.path("retried");
      if (answer.path("request").asText().equals(id)) {
        return answer.path("message").asText();
      }
      if (!told && System.nanoTime() - asked > UNHEARD.toNanos()) {
        told = true;
        String trouble = status.path("trouble").asText("");
        notices.accept(
            "asked the coordinator, which has not answered yet"
                + (trouble.isEmpty() ? " (does one run?): waiting." : ": " + trouble));
      }
      version = store.awaitChange(version, LOOK);
    }
  }
}
