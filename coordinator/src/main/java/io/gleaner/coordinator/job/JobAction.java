package io.gleaner.coordinator.job;

/** What the caller is to do. */
public sealed interface JobAction {
  /**
   * Start one worker.
   *
   * @param place what for; shown again with the worker for as long as it is observed
   */
  record Start(Place place) implements JobAction {}

  /**
   * Ask a worker to stop gracefully.
   *
   * @param workerId a worker that was observed active
   */
  record Stop(String workerId) implements JobAction {}

  /** Delete the Job and what is left of its workers: ttlSecondsAfterFinished is over. */
  record Delete() implements JobAction {}
}
