package io.gleaner.coordinator.conformance.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gleaner.failure.GleanerException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A recording as it is written down.
 *
 * @param jobName the Job's name
 * @param restartPolicy the template's
 * @param graceful whether a worker that was asked to stop goes on until it is told to end
 * @param spec the spec as it was sent, less the template
 * @param defaulted the spec as it was stored; null if it was refused
 * @param rejected why it was refused; null if it was not
 */
record Script(
    String jobName,
    String restartPolicy,
    boolean graceful,
    ObjectNode spec,
    @Nullable ObjectNode defaulted,
    @Nullable String rejected,
    List<Step> steps) {
  private static final Set<String> KNOWN =
      Set.of(
          "name",
          "about",
          "restartPolicy",
          "gracefulTermination",
          "spec",
          "defaulted",
          "rejected",
          "steps");

  /**
   * Reads it.
   *
   * @throws GleanerException a sentence about what cannot be understood
   */
  static Script read(String name, JsonNode json) {
    json.fieldNames()
        .forEachRemaining(
            field -> {
              if (!KNOWN.contains(field)) {
                throw notUnderstood("a field " + field);
              }
            });
    List<Step> steps = new ArrayList<>();
    for (JsonNode step : json.path("steps")) {
      steps.add(Step.read(steps.size() + 1, step));
    }
    return new Script(
        Optional.ofNullable(json.path("name").textValue()).orElse(name),
        json.path("restartPolicy").asText("Never"),
        json.path("gracefulTermination").asBoolean(false),
        object(json, "spec").orElseThrow(() -> notUnderstood("no spec that is an object")),
        object(json, "defaulted").orElse(null),
        json.path("rejected").textValue(),
        steps);
  }

  private static Optional<ObjectNode> object(JsonNode json, String field) {
    return json.path(field) instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
  }

  static GleanerException notUnderstood(String what) {
    return GleanerException.configuration(
        "the recording has " + what + ", which is not understood");
  }
}
