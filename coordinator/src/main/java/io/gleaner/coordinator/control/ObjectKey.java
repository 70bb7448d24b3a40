package io.gleaner.coordinator.control;

/**
 * Which object: there is at most one of a kind and a name.
 *
 * @param kind its kind
 * @param name metadata.name
 */
public record ObjectKey(Kind kind, String name) {
  /** As kubectl names an object: {@code job.batch/pi}. */
  @Override
  public String toString() {
    return kind.singular() + "." + kind.group() + "/" + name;
  }
}
