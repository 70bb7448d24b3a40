package io.gleaner.coordinator.manifest.schema;

import io.gleaner.coordinator.manifest.tree.Node;
import io.gleaner.coordinator.manifest.tree.Node.Entry;
import io.gleaner.coordinator.manifest.tree.Node.Mapping;
import io.gleaner.coordinator.manifest.tree.Node.Scalar;
import io.gleaner.coordinator.manifest.tree.Node.Sequence;
import io.gleaner.coordinator.manifest.tree.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Compares an object with its schema: unknown fields, wrong types, what is missing. */
public final class SchemaCheck {
  private final Schema schema;
  private final List<Problem> problems = new ArrayList<>();

  private SchemaCheck(Schema schema) {
    this.schema = schema;
  }

  /**
   * Everything that does not fit.
   *
   * @param object the schema's name of the whole, {@code Job}
   */
  public static List<Problem> problems(Schema schema, String object, Mapping mapping) {
    SchemaCheck check = new SchemaCheck(schema);
    check.one("", object, mapping);
    return check.problems;
  }

  private void value(String path, FieldType type, Node node) {
    if (node.isNull()) {
      return;
    }
    switch (type.shape()) {
      case ONE -> one(path, type.name(), node);
      case LIST -> list(path, type, node);
      case MAP -> map(path, type, node);
    }
  }

  private void list(String path, FieldType type, Node node) {
    if (node instanceof Sequence sequence) {
      for (int i = 0; i < sequence.items().size(); i++) {
        element(path + "[" + i + "]", type.element(), sequence.items().get(i));
      }
    } else {
      wrong(path, "a list (each entry after a -)", node);
    }
  }

  private void map(String path, FieldType type, Node node) {
    if (node instanceof Mapping mapping) {
      mapping.entries().forEach(e -> element(path + "." + e.key(), type.element(), e.value()));
    } else {
      wrong(path, "an object with fields", node);
    }
  }

  /** In a list a null would be an empty string, which nobody means. */
  private void element(String path, FieldType type, Node node) {
    if (node.isNull()) {
      wrong(path, ScalarTypes.description(type.name()), node);
    } else {
      value(path, type, node);
    }
  }

  private void one(String path, String type, Node node) {
    schema
        .fields(type)
        .ifPresentOrElse(
            fields -> {
              if (node instanceof Mapping mapping) {
                fields(path, fields, mapping);
              } else {
                wrong(path, "an object with fields", node);
              }
            },
            () -> scalar(path, type, node));
  }

  private void fields(String path, Map<String, FieldType> known, Mapping mapping) {
    String prefix = path.isEmpty() ? "" : path + ".";
    for (Entry entry : mapping.entries()) {
      FieldType type = known.get(entry.key());
      if (type != null) {
        value(prefix + entry.key(), type, entry.value());
      } else {
        String near =
            Nearest.of(entry.key(), known.keySet())
                .map(name -> " Did you mean " + name + "?")
                .orElse("");
        problems.add(
            new Problem(entry.at(), prefix + entry.key(), "there is no such field." + near));
      }
    }
    known.forEach(
        (name, type) -> {
          if (type.required() && mapping.value(name).isEmpty()) {
            problems.add(new Problem(mapping.at(), prefix + name, "Required value"));
          }
        });
  }

  private void scalar(String path, String type, Node node) {
    if (node instanceof Scalar scalar) {
      ScalarTypes.complaint(type, scalar)
          .ifPresent(complaint -> problems.add(new Problem(node.at(), path, complaint)));
    } else if (!type.equals(ScalarTypes.ANY)) {
      wrong(path, ScalarTypes.description(type), node);
    }
  }

  private void wrong(String path, String expected, Node node) {
    problems.add(
        new Problem(
            node.at(), path, "must be %s, not %s.".formatted(expected, node.description())));
  }
}
