package io.gleaner.coordinator.job;

/** What the caller is to do. */
public sealed interface JobAction {
  /**
   * Start so many new workers.
   *
   * @param count at least 1
   */
  record Start(int count) implements JobAction {}

  /**
   * Ask a worker to stop gracefully.
   *
   * @param workerId a worker that was observed running
   */
  record Stop(String workerId) implements JobAction {}
}
