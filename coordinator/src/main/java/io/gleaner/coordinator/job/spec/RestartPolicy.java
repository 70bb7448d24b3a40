package io.gleaner.coordinator.job.spec;

/**
 * What happens to a worker whose program fails. Kubernetes: {@code
 * spec.template.spec.restartPolicy}.
 */
public enum RestartPolicy {
  /** The worker has failed; the Job may start another one. */
  NEVER("Never"),
  /** The program is started again within the same worker, whose restarts are counted. */
  ON_FAILURE("OnFailure");

  private final String text;

  RestartPolicy(String text) {
    this.text = text;
  }

  /** The value as Kubernetes writes it. */
  public String text() {
    return text;
  }
}
