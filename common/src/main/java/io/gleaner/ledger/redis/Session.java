package io.gleaner.ledger.redis;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A connection whose server is known.
 *
 * @param connection for everything but the barrier
 * @param barrierConnection for the barrier; mostly the same
 * @param runId the server process
 * @param barrier the durability barrier on this server
 */
record Session(Connection connection, Connection barrierConnection, String runId, Barrier barrier) {
  void whenLost(Runnable lost) {
    connection.whenLost(lost);
    if (barrierConnection != connection) {
      barrierConnection.whenLost(lost);
    }
  }

  CompletableFuture<?> close() {
    CompletableFuture<?> closed = connection.close().toCompletableFuture();
    return barrierConnection == connection
        ? closed
        : CompletableFuture.allOf(closed, barrierConnection.close().toCompletableFuture());
  }

  /** Whether a call has waited for its answer since before that time (System.nanoTime). */
  boolean stuckSince(long nanos) {
    return before(connection.oldestCall(), nanos) || before(barrierConnection.oldestCall(), nanos);
  }

  private static boolean before(@Nullable Long sentAt, long nanos) {
    return sentAt != null && sentAt - nanos < 0;
  }
}
