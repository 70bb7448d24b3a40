package io.gleaner.coordinator.conformance.cron;

import com.fasterxml.jackson.databind.JsonNode;
import io.gleaner.coordinator.conformance.Recording;
import io.gleaner.coordinator.conformance.RecordingKind;

/** Recordings of Kubernetes' CronJob controller, and of what the API server says of CronJobs. */
public final class CronRecordings implements RecordingKind {
  @Override
  public boolean recognises(JsonNode json) {
    return CronRecording.recognises(json.toString());
  }

  @Override
  public Recording read(String name, JsonNode json) {
    return CronRecording.of(name, json.toString());
  }
}
