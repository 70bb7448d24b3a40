package io.gleaner.coordinator.conformance.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gleaner.coordinator.job.JobSpec;
import io.gleaner.coordinator.job.json.JobSpecReader;
import io.gleaner.coordinator.job.json.JobSpecWriter;
import io.gleaner.coordinator.job.manifest.Defaulting;
import io.gleaner.coordinator.job.manifest.Resolving;
import io.gleaner.coordinator.job.manifest.SentSpec;
import io.gleaner.coordinator.job.manifest.UpdateValidation;
import io.gleaner.coordinator.job.manifest.Validation;
import io.gleaner.coordinator.job.manifest.ValidationError;
import io.gleaner.failure.GleanerException;
import java.util.List;
import java.util.Map;

/** The spec as the API server keeps it. */
final class StoredSpec {
  /** Recordings do not say what the container is called, unless a policy does. */
  private static final String UNNAMED = "main";

  private final Script script;
  private final String container;
  private SentSpec current;

  /**
   * The spec of a recording.
   *
   * @throws GleanerException if it cannot be read, which an API server refuses as well
   */
  StoredSpec(Script script) {
    this.script = script;
    this.container = containerOf(script);
    this.current = Defaulting.fill(read(script.spec()));
  }

  /** A container that the policy of a stored Job names was in its template. */
  private static String containerOf(Script script) {
    List<JsonNode> named = script.spec().findValues("containerName");
    return named.isEmpty() || script.rejected() != null ? UNNAMED : named.get(0).asText(UNNAMED);
  }

  private SentSpec read(ObjectNode spec) {
    ObjectNode whole = spec.deepCopy();
    ObjectNode pod = whole.putObject("template").putObject("spec");
    pod.put("restartPolicy", script.restartPolicy());
    var containers = pod.putArray("containers");
    containers.addObject().put("name", container);
    if (script.rejected() == null) {
      spec.findValues("containerName").stream()
          .map(JsonNode::asText)
          .filter(name -> !name.equals(container))
          .distinct()
          .forEach(name -> containers.addObject().put("name", name));
    }
    return JobSpecReader.read("spec", whole);
  }

  String container() {
    return container;
  }

  SentSpec current() {
    return current;
  }

  JobSpec spec() {
    return Resolving.spec(current);
  }

  /** Why the spec is refused; empty if it is not. */
  List<ValidationError> errors() {
    return Validation.errors(script.jobName(), current);
  }

  /**
   * Changes the spec unless that is refused; why it is.
   *
   * @throws GleanerException if the changed spec cannot be read
   */
  List<ValidationError> change(ObjectNode patch) {
    ObjectNode changed = JobSpecWriter.write(current);
    merge(changed, patch);
    SentSpec wanted = Defaulting.fill(read(changed));
    List<ValidationError> errors = UpdateValidation.errors(script.jobName(), current, wanted);
    if (errors.isEmpty()) {
      current = wanted;
    }
    return errors;
  }

  /** As a merge patch: null takes a field away, an object is merged, all else is put there. */
  private static void merge(ObjectNode target, ObjectNode patch) {
    for (Map.Entry<String, JsonNode> field : patch.properties()) {
      JsonNode there = target.get(field.getKey());
      if (field.getValue().isNull()) {
        target.remove(field.getKey());
      } else if (field.getValue() instanceof ObjectNode inner && there instanceof ObjectNode old) {
        merge(old, inner);
      } else {
        target.set(field.getKey(), field.getValue());
      }
    }
  }
}
