package io.gleaner.coordinator.conformance.cron;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;

/**
 * A recorded timeline, read. Times are milliseconds after T0, the first whole minute after its
 * start; which minute that was is not recorded.
 *
 * @param spec the CronJob's spec as it was sent
 * @param createdAt when the CronJob was created
 * @param course how each Job goes
 * @param entries what was seen and done, in order
 */
record Timeline(JsonNode spec, long createdAt, JobCourse course, List<Entry> entries) {
  /** Something at a time. */
  sealed interface Entry {
    long at();
  }

  /** A state that was seen for the first time then. */
  record Seen(long at, SeenState state) implements Entry {}

  /** The spec was changed, by a JSON merge patch. */
  record Patched(long at, JsonNode patch) implements Entry {}

  long end() {
    return entries.isEmpty() ? createdAt : entries.get(entries.size() - 1).at();
  }

  List<Seen> seen() {
    return only(Seen.class).toList();
  }

  List<Patched> patches() {
    return only(Patched.class).toList();
  }

  private <T extends Entry> Stream<T> only(Class<T> kind) {
    return entries.stream().filter(kind::isInstance).map(kind::cast);
  }
}
