package io.gleaner.coordinator.manifest.tree;

import io.gleaner.coordinator.manifest.tree.Node.Entry;
import io.gleaner.coordinator.manifest.tree.Node.Mapping;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects the fields of an object; a field that comes twice is a problem. */
final class MappingBuilder {
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final List<Entry> merged = new ArrayList<>();
  private final List<Problem> problems;

  MappingBuilder(List<Problem> problems) {
    this.problems = problems;
  }

  void add(Entry entry) {
    Entry first = entries.putIfAbsent(entry.key(), entry);
    if (first != null) {
      problems.add(
          new Problem(
              entry.at(),
              "",
              "the field %s is there twice: here and in line %d. Which of them is meant?"
                  .formatted(entry.key(), first.at().line())));
    }
  }

  /** What {@code <<} brings in; fields of the object itself go before it. */
  void merge(Mapping other) {
    merged.addAll(other.entries());
  }

  Mapping build(Position at) {
    merged.forEach(entry -> entries.putIfAbsent(entry.key(), entry));
    return new Mapping(List.copyOf(entries.values()), at);
  }
}
