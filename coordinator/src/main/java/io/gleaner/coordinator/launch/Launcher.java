package io.gleaner.coordinator.launch;

/** Starts, stops and watches the workers of one Job. Its methods may be called by any thread. */
public interface Launcher extends AutoCloseable {
  /**
   * Starts a worker. Its end, which may come before this method returns, is told to the {@link
   * WorkerListener} that the launcher was made with.
   *
   * @throws io.gleaner.failure.GleanerException if it cannot be started: configuration if a person
   *     must mend something, transient if another try may help
   * @throws IllegalStateException if the launcher was closed
   */
  LaunchedWorker launch(WorkerOrder order);

  /** Asks a worker to stop gracefully (SIGTERM); does nothing if it has ended. */
  void stop(String workerId);

  /** Ends a worker at once (SIGKILL); does nothing if it has ended. */
  void kill(String workerId);

  /**
   * Stops all workers gracefully, kills after a while those that are still there, and returns when
   * every end has been told. It is bounded: what cannot be killed is left.
   */
  @Override
  void close();
}
