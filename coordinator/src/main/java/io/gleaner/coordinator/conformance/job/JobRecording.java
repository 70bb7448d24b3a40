package io.gleaner.coordinator.conformance.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gleaner.coordinator.conformance.Recording;
import io.gleaner.coordinator.job.json.JobSpecWriter;
import io.gleaner.failure.GleanerException;
import java.util.Optional;

/** One scenario of the Job controller. */
final class JobRecording implements Recording {
  private final String name;
  private final JsonNode json;

  JobRecording(String name, JsonNode json) {
    this.name = name;
    this.json = json;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Optional<String> firstDifference() {
    try {
      return replay(Script.read(name, json));
    } catch (GleanerException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private static Optional<String> replay(Script script) {
    StoredSpec stored;
    try {
      stored = new StoredSpec(script);
    } catch (GleanerException e) {
      return Refusals.difference(script.rejected(), e).map(difference -> "the spec " + difference);
    }
    Optional<String> refusal = Refusals.difference(script.rejected(), stored.errors());
    if (refusal.isPresent() || script.rejected() != null) {
      return refusal.map(difference -> "the spec " + difference);
    }
    ObjectNode recorded = script.defaulted();
    if (recorded != null) {
      Optional<String> defaults =
          Comparison.difference(JobSpecWriter.write(stored.current()), recorded);
      if (defaults.isPresent()) {
        return defaults.map(difference -> "defaulted: " + difference);
      }
    }
    Stage stage = new Stage(script.graceful(), stored.container(), stored.spec());
    for (Step step : script.steps()) {
      Optional<String> difference = replay(step, stage, stored);
      if (difference.isPresent()) {
        return difference.map(what -> step.text() + ": " + what);
      }
    }
    return Optional.empty();
  }

  private static Optional<String> replay(Step step, Stage stage, StoredSpec stored) {
    stage.passUntil(step.at());
    Optional<String> refusal = Optional.empty();
    switch (step.action()) {
      case "create" -> stage.noticeNow();
      case "wait" -> {}
      case "suspend", "resume", "patch" -> {
        refusal = change(step, stored);
        stage.changeSpec(stored.spec());
      }
      case "delete-job" -> stage.deleteJob();
      default -> stage.act(step);
    }
    if (refusal.isPresent()) {
      return refusal.map(difference -> "the change " + difference);
    }
    stage.passUntil(step.seenAt());
    return Comparison.difference(Outcome.of(stage), step.outcome());
  }

  private static Optional<String> change(Step step, StoredSpec stored) {
    try {
      return Refusals.difference(step.rejected(), stored.change(patch(step)));
    } catch (GleanerException e) {
      return Refusals.difference(step.rejected(), e);
    }
  }

  private static ObjectNode patch(Step step) {
    ObjectNode patch = step.patch().deepCopy();
    return step.action().equals("patch")
        ? patch
        : patch.put("suspend", step.action().equals("suspend"));
  }
}
