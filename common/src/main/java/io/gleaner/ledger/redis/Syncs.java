package io.gleaner.ledger.redis;

import io.gleaner.failure.GleanerException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The ways in which a write becomes durable, one for each {@link Durability}. */
final class Syncs {
  /** Two of the server's intervals of a second, and some more for its timer's own delay. */
  private static final Duration TWO_INTERVALS = Duration.ofMillis(2_200);

  private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

  /** A disk that is so slow for so long is an error worth telling. */
  private static final int MAX_LOOKS = 300;

  private Syncs() {}

  static Barrier.Sync of(
      Durability durability,
      Connection connection,
      ScheduledExecutorService timer,
      Duration timeout) {
    return switch (durability) {
      case ANSWER, VOLATILE -> () -> CompletableFuture.completedFuture(null);
      case WAITAOF, WAITAOF_APART -> () -> waitaof(connection, timeout);
      case TWO_INTERVALS -> () -> new Watch(connection, timer).start();
    };
  }

  private static CompletionStage<@Nullable Void> waitaof(Connection connection, Duration timeout) {
    // A little less than the time-out of the connection, so that a slow disk does not cost the
    // connection.
    return connection
        .waitForSync(Math.max(1, timeout.toMillis() * 9 / 10))
        .thenCompose(
            synced ->
                synced instanceof Long count && count >= 1
                    ? CompletableFuture.completedFuture(null)
                    : notSynced());
  }

  private static CompletionStage<@Nullable Void> notSynced() {
    return CompletableFuture.failedFuture(
        GleanerException.unreachable(
            "the barrier is void: Redis has not synced its append-only file in time", null));
  }

  /** Watches INFO until the server's own sync must have covered the write. */
  private static final class Watch {
    private final Connection connection;
    private final ScheduledExecutorService timer;
    private final CompletableFuture<@Nullable Void> passed = new CompletableFuture<>();
    private String delayed = "";
    private int looks;

    Watch(Connection connection, ScheduledExecutorService timer) {
      this.connection = connection;
      this.timer = timer;
    }

    CompletionStage<@Nullable Void> start() {
      look(this::wait);
      return passed;
    }

    private void wait(Map<String, String> info) {
      delayed = info.getOrDefault("aof_delayed_fsync", "");
      later(TWO_INTERVALS);
    }

    private void check(Map<String, String> info) {
      looks++;
      if (!delayed.equals(info.get("aof_delayed_fsync"))) {
        // A sync took too long, so the two intervals begin anew.
        wait(info);
      } else if (synced(info)) {
        passed.complete(null);
      } else if (looks >= MAX_LOOKS) {
        notSynced().whenComplete((none, error) -> passed.completeExceptionally(error));
      } else {
        later(LOOK_AGAIN);
      }
    }

    private static boolean synced(Map<String, String> info) {
      return Objects.equals(info.get("aof_last_write_status"), "ok")
          && Objects.equals(info.get("aof_pending_bio_fsync"), "0");
    }

    private void later(Duration delay) {
      var unused = timer.schedule(() -> look(this::check), delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look(Consumer<Map<String, String>> then) {
      var unused =
          connection
              .info()
              .whenComplete(
                  (info, error) -> {
                    if (error == null) {
                      then.accept(info);
                    } else {
                      passed.completeExceptionally(error);
                    }
                  });
    }
  }
}
