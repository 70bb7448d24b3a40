package io.gleaner.coordinator.manifest.tree;

/**
 * Something that is wrong in a file.
 *
 * @param at where
 * @param field the path of the field, {@code spec.template.spec.containers[0].image}; empty if it
 *     is about no field
 * @param message what is wrong, and what to do
 */
public record Problem(Position at, String field, String message) {
  /** As it is shown: {@code pi.yaml:12:7: spec.parallelism: must be …}. */
  public String text(String source) {
    return source + ":" + at + ": " + (field.isEmpty() ? "" : field + ": ") + message;
  }
}
