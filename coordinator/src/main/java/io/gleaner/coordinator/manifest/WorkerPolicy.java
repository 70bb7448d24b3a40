package io.gleaner.coordinator.manifest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gleaner.coordinator.job.WorkerExits;
import io.gleaner.coordinator.job.spec.PodFailurePolicy.OnExitCodes;
import io.gleaner.coordinator.job.spec.PodFailurePolicy.Rule;

/** The podFailurePolicy of a WorkQueueJob that has none: what workers' exit codes mean. */
final class WorkerPolicy {
  private WorkerPolicy() {}

  static ObjectNode json() {
    ObjectNode policy = JsonNodeFactory.instance.objectNode();
    ArrayNode rules = policy.putArray("rules");
    for (Rule rule : WorkerExits.POLICY.rules()) {
      ObjectNode json = rules.addObject().put("action", rule.action().text());
      OnExitCodes codes = rule.onExitCodes();
      if (codes != null) {
        ArrayNode values =
            json.putObject("onExitCodes")
                .put("operator", codes.operator().text())
                .putArray("values");
        codes.values().forEach(values::add);
      } else {
        ArrayNode patterns = json.putArray("onPodConditions");
        rule.onPodConditions()
            .forEach(p -> patterns.addObject().put("type", p.type()).put("status", p.status()));
      }
    }
    return policy;
  }
}
