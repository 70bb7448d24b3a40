package io.gleaner.coordinator.job.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gleaner.coordinator.job.manifest.SentFailurePolicy;
import io.gleaner.coordinator.job.manifest.SentSpec;
import io.gleaner.coordinator.job.manifest.SentSuccessPolicy;
import org.jspecify.annotations.Nullable;

/** Writes the {@code spec} of a batch/v1 Job, but for its template and selector. */
public final class JobSpecWriter {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private JobSpecWriter() {}

  /** The fields that are set. */
  public static ObjectNode write(SentSpec spec) {
    ObjectNode json = JSON.objectNode();
    put(json, "parallelism", spec.parallelism());
    put(json, "completions", spec.completions());
    if (spec.activeDeadlineSeconds() != null) {
      // As a reader of JSON has it: no longer than it must be.
      long seconds = spec.activeDeadlineSeconds();
      json.set(
          "activeDeadlineSeconds",
          seconds == (int) seconds ? JSON.numberNode((int) seconds) : JSON.numberNode(seconds));
    }
    if (spec.podFailurePolicy() != null) {
      ArrayNode rules = json.putObject("podFailurePolicy").putArray("rules");
      spec.podFailurePolicy().rules().forEach(rule -> rules.add(write(rule)));
    }
    if (spec.successPolicy() != null) {
      ArrayNode rules = json.putObject("successPolicy").putArray("rules");
      spec.successPolicy().rules().forEach(rule -> rules.add(write(rule)));
    }
    put(json, "backoffLimit", spec.backoffLimit());
    put(json, "backoffLimitPerIndex", spec.backoffLimitPerIndex());
    put(json, "maxFailedIndexes", spec.maxFailedIndexes());
    put(json, "manualSelector", spec.manualSelector());
    put(json, "ttlSecondsAfterFinished", spec.ttlSecondsAfterFinished());
    put(json, "completionMode", spec.completionMode());
    put(json, "suspend", spec.suspend());
    put(json, "podReplacementPolicy", spec.podReplacementPolicy());
    put(json, "managedBy", spec.managedBy());
    return json;
  }

  private static ObjectNode write(SentFailurePolicy.Rule rule) {
    ObjectNode json = JSON.objectNode();
    put(json, "action", rule.action());
    SentFailurePolicy.ExitCodes codes = rule.onExitCodes();
    if (codes != null) {
      ObjectNode exits = json.putObject("onExitCodes");
      put(exits, "containerName", codes.containerName());
      put(exits, "operator", codes.operator());
      if (codes.values() != null) {
        ArrayNode values = exits.putArray("values");
        codes.values().forEach(values::add);
      }
    }
    if (rule.onPodConditions() != null) {
      ArrayNode patterns = json.putArray("onPodConditions");
      rule.onPodConditions()
          .forEach(p -> patterns.addObject().put("type", p.type()).put("status", p.status()));
    }
    return json;
  }

  private static ObjectNode write(SentSuccessPolicy.Rule rule) {
    ObjectNode json = JSON.objectNode();
    put(json, "succeededIndexes", rule.succeededIndexes());
    put(json, "succeededCount", rule.succeededCount());
    return json;
  }

  private static void put(ObjectNode json, String name, @Nullable Object value) {
    if (value instanceof Integer number) {
      json.put(name, number);
    } else if (value instanceof Boolean truth) {
      json.put(name, truth);
    } else if (value instanceof String text) {
      json.put(name, text);
    }
  }
}
