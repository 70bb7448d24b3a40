package io.gleaner.coordinator.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The objects of one overlay. */
record Manifests(List<ObjectNode> objects) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static Manifests parse(String yaml) {
    List<ObjectNode> objects = new ArrayList<>();
    for (Object document : new Load(LoadSettings.builder().build()).loadAllFromString(yaml)) {
      objects.add((ObjectNode) JSON.valueToTree(document));
    }
    return new Manifests(objects);
  }

  Manifests copy() {
    return new Manifests(
        new ArrayList<>(objects.stream().map(object -> object.deepCopy()).toList()));
  }

  Stream<ObjectNode> ofKind(String kind) {
    return objects.stream().filter(object -> kind.equals(kind(object)));
  }

  ObjectNode named(String kind, String name) {
    return ofKind(kind)
        .filter(object -> name.equals(object.at("/metadata/name").asText()))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("there is no " + kind + " " + name));
  }

  /** Specs of Jobs, also of those that CronJobs make, with the object's name. */
  List<Part> jobs() {
    return parts("Job", "/spec", "CronJob", "/spec/jobTemplate/spec");
  }

  /** Templates of pods, of whatever makes them. */
  List<Part> podTemplates() {
    List<Part> all = new ArrayList<>();
    jobs().forEach(job -> all.add(new Part(job.owner(), (ObjectNode) job.node().at("/template"))));
    all.addAll(parts("StatefulSet", "/spec/template", "Pod", ""));
    return all;
  }

  private List<Part> parts(String kind, String path, String otherKind, String otherPath) {
    return objects.stream()
        .filter(object -> kind.equals(kind(object)) || otherKind.equals(kind(object)))
        .map(
            object ->
                new Part(
                    name(object),
                    (ObjectNode) object.at(kind.equals(kind(object)) ? path : otherPath)))
        .toList();
  }

  static String name(JsonNode object) {
    return kind(object) + "/" + object.at("/metadata/name").asText();
  }

  static String kind(JsonNode object) {
    return object.path("kind").asText();
  }

  /** Something within an object. */
  record Part(String owner, ObjectNode node) {
    Part {
      Objects.requireNonNull(node, owner);
    }

    /** The containers of a pod's template, the first ones too. */
    List<ObjectNode> containers() {
      List<ObjectNode> all = new ArrayList<>();
      for (String list : List.of("/spec/initContainers", "/spec/containers")) {
        node.at(list).forEach(container -> all.add((ObjectNode) container));
      }
      return all;
    }

    boolean isWorker() {
      return component().equals("worker");
    }

    /** Whether it runs Gleaner's own programs. */
    boolean isGleaner() {
      return isWorker() || component().equals("coordinator");
    }

    private String component() {
      JsonNode template = node.has("template") ? node.path("template") : node;
      return template.at("/metadata/labels/app.kubernetes.io~1component").asText();
    }
  }

  /** The texts of a list. */
  static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    if (list instanceof ArrayNode) {
      list.forEach(element -> texts.add(element.asText()));
    }
    return texts;
  }
}
