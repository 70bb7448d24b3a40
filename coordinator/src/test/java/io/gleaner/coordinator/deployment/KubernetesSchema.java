package io.gleaner.coordinator.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The API server's own schemas of Kubernetes 1.36, see README.md beside them. */
final class KubernetesSchema {
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  private final ObjectNode whole;
  private final Map<String, Schema> kinds = new HashMap<>();

  KubernetesSchema() {
    try (InputStream in =
        Objects.requireNonNull(
            KubernetesSchema.class.getResourceAsStream("kubernetes-1.36.schema.json"))) {
      whole = (ObjectNode) new ObjectMapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is wrong with an object. */
  List<String> problems(JsonNode object) {
    String kind = object.path("apiVersion").asText() + " " + Manifests.kind(object);
    JsonNode definition = whole.path("kinds").path(kind);
    if (definition.isMissingNode()) {
      return List.of("the schema has no " + kind);
    }
    return kinds.computeIfAbsent(definition.asText(), this::schema).validate(object).stream()
        .map(Error::toString)
        .toList();
  }

  private Schema schema(String definition) {
    ObjectNode schema = whole.objectNode();
    schema.put("$ref", "#/$defs/" + definition);
    schema.set("$defs", whole.path("$defs"));
    return REGISTRY.getSchema(schema);
  }
}
