package io.gleaner.ledger.redis;

import io.gleaner.failure.GleanerException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The durability barrier of one session. One pass is under way at a time; whoever asks meanwhile
 * shares the next one, since only a write that starts after the question covers what was answered
 * before it.
 */
final class Barrier {
  /** Makes sure that a write that was just answered survives a crash. */
  interface Sync {
    CompletionStage<@Nullable Void> sync();
  }

  private final Connection connection;
  private final byte[][] keys;
  private final String runId;
  private final Sync sync;
  private @Nullable CompletableFuture<@Nullable Void> running;
  private @Nullable CompletableFuture<@Nullable Void> next;

  Barrier(Connection connection, JobKeys keys, String runId, Sync sync) {
    this.connection = connection;
    this.keys = keys.ofBarrier();
    this.runId = runId;
    this.sync = sync;
  }

  CompletableFuture<@Nullable Void> pass() {
    CompletableFuture<@Nullable Void> mine;
    synchronized (this) {
      if (running != null) {
        if (next == null) {
          next = new CompletableFuture<>();
        }
        return next;
      }
      mine = new CompletableFuture<>();
      running = mine;
    }
    start(mine);
    return mine;
  }

  private void start(CompletableFuture<@Nullable Void> pass) {
    var unused =
        connection
            .script(Script.BARRIER, keys)
            .thenCompose(this::sameServer)
            .whenComplete(
                (done, error) -> {
                  startNext();
                  if (error == null) {
                    pass.complete(null);
                  } else {
                    pass.completeExceptionally(error);
                  }
                });
  }

  private CompletionStage<@Nullable Void> sameServer(Object answer) {
    String found = new String((byte[]) answer, StandardCharsets.US_ASCII);
    if (!found.equals(runId)) {
      return CompletableFuture.failedFuture(
          GleanerException.unreachable("the barrier is void: Redis was restarted", null));
    }
    return sync.sync();
  }

  private void startNext() {
    CompletableFuture<@Nullable Void> following;
    synchronized (this) {
      following = next;
      running = following;
      next = null;
    }
    if (following != null) {
      start(following);
    }
  }
}
