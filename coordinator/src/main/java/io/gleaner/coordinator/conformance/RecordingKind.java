package io.gleaner.coordinator.conformance;

import com.fasterxml.jackson.databind.JsonNode;

/** One kind of recordings, known by its shape. */
public interface RecordingKind {
  /** Whether a file is of this kind, mistakes in it or not. */
  boolean recognises(JsonNode json);

  /** The recording in such a file. It may be one that differs because it cannot be understood. */
  Recording read(String name, JsonNode json);
}
