package io.gleaner.coordinator.conformance.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compares two objects field by field. */
final class Comparison {
  private Comparison() {}

  /** A sentence about the first field that differs, in the order of ours. */
  static Optional<String> difference(ObjectNode ours, ObjectNode recorded) {
    Set<String> names = new LinkedHashSet<>();
    ours.fieldNames().forEachRemaining(names::add);
    recorded.fieldNames().forEachRemaining(names::add);
    for (String name : names) {
      JsonNode mine = ours.get(name);
      JsonNode theirs = recorded.get(name);
      if (mine == null || !mine.equals(theirs)) {
        return Optional.of("%s is %s, recorded was %s".formatted(name, text(mine), text(theirs)));
      }
    }
    return Optional.empty();
  }

  private static String text(@Nullable JsonNode value) {
    return value == null ? "not there" : value.toString();
  }
}
