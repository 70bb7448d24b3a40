package io.gleaner.coordinator.manifest.tree;

/** The text is no YAML or no JSON, or asks too much; what comes after it cannot be known. */
final class UnreadableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Position at;

  UnreadableException(Position at, String message) {
    super(message);
    this.at = at;
  }

  Problem problem() {
    return new Problem(at, "", String.valueOf(getMessage()));
  }
}
