package io.gleaner.worker.handler;

import io.gleaner.item.Bytes;

/**
 * What users implement to process items inside the worker's own process. Found by {@link
 * java.util.ServiceLoader} on the handler class path: name the class in {@code
 * META-INF/services/io.gleaner.worker.handler.WorkHandler}. One instance is called by as many
 * threads at once as the worker's concurrency, so it must be safe for that.
 *
 * <p>The thread is interrupted when the item must stop (its lease is lost, its time is up, the
 * worker stops). A handler that goes on regardless takes its whole worker down with it, since a
 * handler must not outlive its lease.
 */
public interface WorkHandler {
  /**
   * Processes one item.
   *
   * @return the item's result; empty if there is none
   * @throws PermanentFailure to fail the item for good
   * @throws Exception anything else fails this attempt; the item is tried again as the Job allows
   */
  Bytes handle(WorkContext context, Bytes item) throws Exception;

  /** What users call it by when the class path has several; its class name unless overridden. */
  default String name() {
    return getClass().getName();
  }
}
