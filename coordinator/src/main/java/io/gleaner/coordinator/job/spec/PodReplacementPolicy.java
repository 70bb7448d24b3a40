package io.gleaner.coordinator.job.spec;

/** When a worker that goes is replaced. Kubernetes: {@code spec.podReplacementPolicy}. */
public enum PodReplacementPolicy {
  /** As soon as it is asked to stop, or has failed. */
  TERMINATING_OR_FAILED("TerminatingOrFailed"),
  /** Only when it has ended: never are two at work in one place. */
  FAILED("Failed");

  private final String text;

  PodReplacementPolicy(String text) {
    this.text = text;
  }

  /** The value as Kubernetes writes it. */
  public String text() {
    return text;
  }
}
