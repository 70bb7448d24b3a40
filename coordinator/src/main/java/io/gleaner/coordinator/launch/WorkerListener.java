package io.gleaner.coordinator.launch;

/**
 * What a launcher tells of its workers, on threads of its own: several workers at once, one after
 * the other for each worker. Implementations are quick and do not call the launcher back.
 */
public interface WorkerListener {
  /**
   * A worker has ended, and with it everything that it had started: nothing is left that could
   * still run one of its items. Told exactly once a worker, after its last line.
   *
   * @param exitCode its exit code; 128 + n if signal n ended it
   */
  void ended(String workerId, int exitCode);

  /**
   * A worker has written a line to its standard error.
   *
   * @param line without its end
   */
  void line(String workerId, String line);
}
