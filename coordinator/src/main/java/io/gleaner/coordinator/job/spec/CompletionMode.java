package io.gleaner.coordinator.job.spec;

/** How completions are told apart. Kubernetes: {@code spec.completionMode}. */
public enum CompletionMode {
  /** They are all alike: so many of them are wanted. */
  NON_INDEXED("NonIndexed"),
  /** Each has an index, 0 to completions - 1, and every index must succeed. */
  INDEXED("Indexed");

  private final String text;

  CompletionMode(String text) {
    this.text = text;
  }

  /** The value as Kubernetes writes it. */
  public String text() {
    return text;
  }
}
