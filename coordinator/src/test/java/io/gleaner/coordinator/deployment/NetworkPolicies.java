package io.gleaner.coordinator.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.function.Predicate;

/** Which pods a selector selects. */
final class NetworkPolicies {
  private NetworkPolicies() {}

  /** Whether a policy closes a pod in both directions, but for what it names. */
  static Predicate<JsonNode> closing(JsonNode pod) {
    return policy ->
        Manifests.texts(policy.at("/spec/policyTypes")).contains("Ingress")
            && Manifests.texts(policy.at("/spec/policyTypes")).contains("Egress")
            && selects(policy.at("/spec/podSelector"), pod.at("/metadata/labels"));
  }

  /** Whether a policy lets everybody in, or out to everywhere by every port. */
  static boolean open(JsonNode policy) {
    for (JsonNode in : policy.at("/spec/ingress")) {
      if (!in.has("from") || !in.has("ports")) {
        return true;
      }
    }
    for (JsonNode out : policy.at("/spec/egress")) {
      if (!out.has("ports")) {
        return true;
      }
    }
    return false;
  }

  /** Whether labels have all that is wanted. */
  static boolean matches(JsonNode wanted, JsonNode labels) {
    for (Map.Entry<String, JsonNode> label : wanted.properties()) {
      if (!label.getValue().equals(labels.get(label.getKey()))) {
        return false;
      }
    }
    return true;
  }

  private static boolean selects(JsonNode selector, JsonNode labels) {
    for (JsonNode expression : selector.path("matchExpressions")) {
      String value = labels.path(expression.path("key").asText()).asText();
      if (!expression.path("operator").asText().equals("In")
          || !Manifests.texts(expression.path("values")).contains(value)) {
        return false;
      }
    }
    return matches(selector.path("matchLabels"), labels);
  }
}
