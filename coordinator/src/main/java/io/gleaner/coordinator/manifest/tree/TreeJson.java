package io.gleaner.coordinator.manifest.tree;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gleaner.coordinator.manifest.tree.Node.Mapping;
import io.gleaner.coordinator.manifest.tree.Node.Scalar;
import io.gleaner.coordinator.manifest.tree.Node.Sequence;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.TreeMap;

/** A tree as JSON, for whoever does not ask where things stand. */
public final class TreeJson {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private TreeJson() {}

  /** An object, its fields by name, without those that are null: equal objects are equal texts. */
  public static ObjectNode object(Mapping mapping) {
    TreeMap<String, Node> sorted = new TreeMap<>();
    mapping.entries().forEach(entry -> sorted.put(entry.key(), entry.value()));
    ObjectNode object = JSON.objectNode();
    sorted.forEach(
        (key, value) -> {
          if (!value.isNull()) {
            object.set(key, of(value));
          }
        });
    return object;
  }

  private static JsonNode of(Node node) {
    if (node instanceof Mapping mapping) {
      return object(mapping);
    }
    if (node instanceof Sequence sequence) {
      ArrayNode array = JSON.arrayNode();
      sequence.items().forEach(item -> array.add(of(item)));
      return array;
    }
    Scalar scalar = (Scalar) node;
    return switch (scalar.type()) {
      case TEXT -> JSON.textNode(scalar.text());
      case INTEGER -> integer(new BigInteger(scalar.text()));
      case FRACTION -> JSON.numberNode(new BigDecimal(scalar.text()));
      case TRUTH -> JSON.booleanNode(scalar.text().equals("true"));
      case NULL -> JSON.nullNode();
    };
  }

  /** As short as it can be, as a reader of JSON has it. */
  private static JsonNode integer(BigInteger value) {
    if (value.bitLength() < Integer.SIZE) {
      return JSON.numberNode(value.intValueExact());
    }
    return value.bitLength() < Long.SIZE
        ? JSON.numberNode(value.longValueExact())
        : JSON.numberNode(value);
  }
}
