package io.gleaner.coordinator.manifest;

import io.gleaner.coordinator.manifest.tree.Node;
import io.gleaner.coordinator.manifest.tree.Node.Entry;
import io.gleaner.coordinator.manifest.tree.Node.Mapping;
import io.gleaner.coordinator.manifest.tree.Node.Sequence;
import io.gleaner.coordinator.manifest.tree.Position;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds fields by their paths: {@code spec.template.spec.containers[0].name}. */
final class Paths {
  private static final Pattern STEP = Pattern.compile("\\.?([^.\\[\\]]+)|\\[([0-9]{1,9})]");

  private Paths() {}

  /** Where a field stands, or where what it is missing in begins. */
  static Position position(Node root, String path) {
    Node node = root;
    Position at = root.at();
    Matcher steps = STEP.matcher(path);
    while (steps.find()) {
      Optional<Entry> entry =
          node instanceof Mapping mapping && steps.group(1) != null
              ? mapping.entry(steps.group(1))
              : Optional.empty();
      if (entry.isPresent()) {
        at = entry.get().at();
        node = entry.get().value();
      } else if (node instanceof Sequence sequence
          && steps.group(2) != null
          && Integer.parseInt(steps.group(2)) < sequence.items().size()) {
        node = sequence.items().get(Integer.parseInt(steps.group(2)));
        at = node.at();
      } else {
        return at;
      }
    }
    return at;
  }

  /** The object in a field, if there is one. */
  static Optional<Mapping> mapping(Mapping object, String field) {
    return object.value(field).filter(Mapping.class::isInstance).map(Mapping.class::cast);
  }

  /** Whether a field says nothing: an empty list or object, or false. */
  static boolean saysNothing(Node value) {
    return value.isNull()
        || (value instanceof Mapping mapping && mapping.entries().isEmpty())
        || (value instanceof Sequence sequence && sequence.items().isEmpty())
        || (value instanceof Node.Scalar scalar
            && scalar.type() == Node.ScalarType.TRUTH
            && scalar.text().equals("false"));
  }
}
