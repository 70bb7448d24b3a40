package io.gleaner.coordinator.conformance.job;

import com.fasterxml.jackson.databind.JsonNode;
import io.gleaner.coordinator.conformance.Recording;
import io.gleaner.coordinator.conformance.RecordingKind;

/** Recordings of Kubernetes' Job controller: a spec, and steps with what stood there after each. */
public final class JobRecordings implements RecordingKind {
  @Override
  public boolean recognises(JsonNode json) {
    return json.isObject()
        && json.has("spec")
        && !json.has("events")
        && (json.has("steps") || json.has("rejected") || json.has("restartPolicy"));
  }

  @Override
  public Recording read(String name, JsonNode json) {
    return new JobRecording(name, json);
  }
}
