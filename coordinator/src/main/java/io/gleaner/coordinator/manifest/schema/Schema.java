package io.gleaner.coordinator.manifest.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The fields of all objects: Kubernetes 1.36's, as its API server publishes them (batch/v1 and what
 * it refers to), and Gleaner's own.
 */
public final class Schema {
  private static final List<String> TABLES = List.of("kubernetes-1.36.json", "gleaner.json");

  private final Map<String, Map<String, FieldType>> objects;

  private Schema(Map<String, Map<String, FieldType>> objects) {
    this.objects = objects;
  }

  /** Reads the tables, which are in the program. */
  public static Schema load() {
    Map<String, Map<String, FieldType>> objects = new HashMap<>();
    for (String table : TABLES) {
      try (InputStream in = Schema.class.getResourceAsStream(table)) {
        if (in == null) {
          throw new IllegalStateException("the program has no " + table);
        }
        for (Map.Entry<String, JsonNode> object : new ObjectMapper().readTree(in).properties()) {
          Map<String, FieldType> fields = new TreeMap<>();
          object
              .getValue()
              .properties()
              .forEach(f -> fields.put(f.getKey(), FieldType.parse(f.getValue().asText())));
          objects.put(object.getKey(), fields);
        }
      } catch (IOException e) {
        throw new IllegalStateException("the program's " + table + " cannot be read", e);
      }
    }
    return new Schema(objects);
  }

  /** An object's fields; empty if the name is that of no object, and so of a scalar type. */
  Optional<Map<String, FieldType>> fields(String object) {
    return Optional.ofNullable(objects.get(object));
  }
}
