package io.gleaner.ledger.redis;

import io.gleaner.failure.GleanerException;
import java.nio.charset.StandardCharsets;
import java.util.List;
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
  private final Watermark watermark;
  private @Nullable CompletableFuture<@Nullable Void> running;
  private @Nullable CompletableFuture<@Nullable Void> next;

  Barrier(Connection connection, JobKeys keys, String runId, Sync sync, Watermark watermark) {
    this.connection = connection;
    this.keys = keys.ofBarrier();
    this.runId = runId;
    this.sync = sync;
    this.watermark = watermark;
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
        begin()
            .thenCompose(
                begun ->
                    sync.sync().thenAccept(done -> watermark.passed(begun.uid(), begun.number())))
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

  /**
   * Writes, without waiting until the write is durable.
   *
   * @return fails if the server is another one, or has an older state than was durable before
   */
  CompletableFuture<Begun> begin() {
    Watermark.Mark before = watermark.mark();
    return connection
        .script(Script.BARRIER, keys)
        .thenApply(
            answer -> {
              List<?> fields = (List<?>) answer;
              if (!text(fields.get(0)).equals(runId)) {
                throw GleanerException.unreachable(
                    "the barrier is void: Redis was restarted", null);
              }
              Begun begun = new Begun(text(fields.get(1)), (Long) fields.get(2));
              watermark.check(before, begun.uid(), begun.number());
              return begun;
            });
  }

  private static String text(Object field) {
    return new String((byte[]) field, StandardCharsets.UTF_8);
  }

  /**
   * A barrier that is not passed yet.
   *
   * @param uid the Job's, empty if there is none
   * @param number how many barriers of the Job were begun
   */
  record Begun(String uid, long number) {}

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
