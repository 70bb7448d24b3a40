package io.gleaner.coordinator.manifest.tree;

import io.gleaner.coordinator.manifest.tree.Node.Mapping;
import io.gleaner.coordinator.manifest.tree.Node.Scalar;
import io.gleaner.coordinator.manifest.tree.Node.Sequence;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The named values of a document. What aliases repeat is counted as if it were written out, so that
 * a few lines cannot become billions.
 */
final class Anchors {
  private final Map<String, Node> named = new HashMap<>();
  private final Map<String, Long> sizes = new HashMap<>();
  private final Set<String> open = new HashSet<>();
  private long repeated;

  void begin(String anchor) {
    if (!anchor.isEmpty()) {
      open.add(anchor);
    }
  }

  void end(String anchor, Node node) {
    if (!anchor.isEmpty()) {
      open.remove(anchor);
      named.put(anchor, node);
      // Counted now, once: parts of it that are repeated were within the limit when they came.
      sizes.put(anchor, size(node));
    }
  }

  Node repeat(String anchor, Position at) {
    Node node = named.get(anchor);
    if (open.contains(anchor) || node == null) {
      throw new UnreadableException(
          at,
          open.contains(anchor)
              ? "*%s stands within itself.".formatted(anchor)
              : "there is no &%s before *%s.".formatted(anchor, anchor));
    }
    repeated += sizes.getOrDefault(anchor, 1L);
    if (repeated > Limits.MOST_REPEATED) {
      throw new UnreadableException(
          at,
          "*%s and the aliases before it repeat more than %d values; write them out."
              .formatted(anchor, Limits.MOST_REPEATED));
    }
    return node;
  }

  private static long size(Node node) {
    if (node instanceof Mapping mapping) {
      return 1 + mapping.entries().stream().mapToLong(entry -> size(entry.value())).sum();
    }
    if (node instanceof Sequence sequence) {
      return 1 + sequence.items().stream().mapToLong(Anchors::size).sum();
    }
    return node instanceof Scalar ? 1 : 0;
  }
}
