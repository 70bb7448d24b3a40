package io.gleaner.faults.kubernetes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A cluster that kubectl reaches, and one namespace of it. */
record Cluster(String namespace) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The first server that knows all fields of our manifests. */
  private static final int TARGETED_MINOR = 31;

  /** Why no cluster can be used; empty if one can. */
  static Optional<String> missing() {
    if (System.getenv().getOrDefault("KUBECONFIG", "").isEmpty()) {
      return Optional.of("KUBECONFIG names no cluster");
    }
    if (!Programs.works("docker", "info")) {
      return Optional.of("no Docker engine answers, which builds the images");
    }
    return Programs.works("kubectl", "get", "namespaces", "--request-timeout=20s")
        ? Optional.empty()
        : Optional.of("kubectl reaches no cluster");
  }

  /** Runs kubectl in the namespace. */
  Programs.Ended tried(String input, String... words) {
    List<String> command = new ArrayList<>(List.of("kubectl", "--namespace=" + namespace));
    command.addAll(List.of(words));
    return Programs.run(input, command);
  }

  /** What kubectl says; it must succeed. */
  String kubectl(String... words) {
    return tried("", words).orThrow();
  }

  /** Some objects. */
  List<JsonNode> get(String... words) {
    List<String> command = new ArrayList<>(List.of("get", "-o", "json"));
    command.addAll(List.of(words));
    List<JsonNode> items = new ArrayList<>();
    json(kubectl(command.toArray(String[]::new))).path("items").forEach(items::add);
    return items;
  }

  /** Whether a Job has this condition. */
  boolean hasCondition(String job, String condition) {
    String status = kubectl("get", "job", job, "-o", "json");
    for (JsonNode each : json(status).at("/status/conditions")) {
      if (each.path("type").asText().equals(condition)
          && each.path("status").asText().equals("True")) {
        return true;
      }
    }
    return false;
  }

  /** Applies what a folder's kustomization says. An older server has no fields to validate by. */
  void apply(String folder) {
    kubectl("apply", "--validate=" + (minor() >= TARGETED_MINOR), "-k", folder);
  }

  /** Asks for a pod's eviction, as `kubectl drain` does for each pod of a node. */
  void evict(String pod) {
    String version = minor() >= 22 ? "policy/v1" : "policy/v1beta1";
    String eviction =
        "{\"apiVersion\":\"%s\",\"kind\":\"Eviction\",\"metadata\":{\"name\":\"%s\",\"namespace\":\"%s\"}}"
            .formatted(version, pod, namespace);
    String path = "/api/v1/namespaces/%s/pods/%s/eviction".formatted(namespace, pod);
    tried(eviction, "create", "--raw", path, "-f", "-").orThrow();
  }

  private int minor() {
    String minor = json(kubectl("version", "-o", "json")).at("/serverVersion/minor").asText();
    return Integer.parseInt(minor.replaceAll("\\D", ""));
  }

  static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(text, e);
    }
  }
}
