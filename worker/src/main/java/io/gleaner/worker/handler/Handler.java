package io.gleaner.worker.handler;

import java.util.function.Consumer;

/** Runs items: the port between a worker's life and what it runs. Safe for use by any thread. */
public interface Handler extends AutoCloseable {
  /**
   * Starts one attempt and returns at once.
   *
   * @param whenEnded called exactly once, whatever happens, also after {@link Run#terminate} and
   *     {@link Run#kill}; on a thread of the handler's, and only when nothing of the item runs any
   *     more. It must not block for long, and must not throw.
   */
  Run start(Assignment assignment, Consumer<Ending> whenEnded);

  /** Kills what still runs, waits for it to end, and frees the handler's threads. */
  @Override
  void close();
}
