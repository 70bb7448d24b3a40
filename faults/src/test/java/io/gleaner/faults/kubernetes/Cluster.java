package io.gleaner.faults.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A cluster that kubectl reaches, and one namespace of it. */
record Cluster(String namespace) {
  private static final ObjectMapper JSON = new ObjectMapper();

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

  /** Applies what a folder's kustomization says; an old server does not know all its fields. */
  void apply(String folder) {
    kubectl("apply", "--validate=" + !old(), "-k", folder);
  }

  /** Asks for a pod's eviction, as `kubectl drain` does for each pod of a node. */
  void evict(String pod) {
    String version = old() ? "policy/v1beta1" : "policy/v1";
    String eviction =
        "{\"apiVersion\":\"%s\",\"kind\":\"Eviction\",\"metadata\":{\"name\":\"%s\",\"namespace\":\"%s\"}}"
            .formatted(version, pod, namespace);
    String path = "/api/v1/namespaces/%s/pods/%s/eviction".formatted(namespace, pod);
    tried(eviction, "create", "--raw", path, "-f", "-").orThrow();
  }

  /** Before 1.21. What a server calls its version is its builder's. */
  boolean old() {
    return kubectl("api-versions").lines().noneMatch("policy/v1"::equals);
  }

  static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new IllegalStateException(text, e);
    }
  }
}
