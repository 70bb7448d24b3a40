package io.gleaner.coordinator.manifest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gleaner.coordinator.manifest.tree.Position;
import java.util.Map;

/**
 * One object of a file, checked.
 *
 * @param kind what it is
 * @param name metadata.name
 * @param labels metadata.labels
 * @param annotations metadata.annotations
 * @param spec as its author wrote it, without defaults: the fields in order of their names, so that
 *     equal specs are equal texts
 * @param at where it begins in its file
 */
public record Manifest(
    ManifestKind kind,
    String name,
    Map<String, String> labels,
    Map<String, String> annotations,
    ObjectNode spec,
    Position at) {
  /** Keeps what it holds from being changed. */
  public Manifest {
    labels = Map.copyOf(labels);
    annotations = Map.copyOf(annotations);
    spec = spec.deepCopy();
  }

  /** A copy of the spec. */
  @Override
  public ObjectNode spec() {
    return spec.deepCopy();
  }
}
