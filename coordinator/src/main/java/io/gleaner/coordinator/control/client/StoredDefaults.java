package io.gleaner.coordinator.control.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gleaner.coordinator.control.Kind;

/**
 * Defaults that must be kept with a Job, as the API server keeps them: completions is 1 only if
 * neither it nor parallelism was given, so it would change when parallelism is set later.
 */
public final class StoredDefaults {
  private StoredDefaults() {}

  /** Fills in what is not set. */
  public static void fill(Kind kind, ObjectNode spec) {
    if (kind != Kind.JOB) {
      return;
    }
    if (!spec.has("completions") && !spec.has("parallelism")) {
      spec.put("completions", 1);
    }
    if (!spec.has("parallelism")) {
      spec.put("parallelism", 1);
    }
  }
}
