package io.gleaner.ledger.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gleaner.retry.Backoff;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

class TriesTest {
  private static final Backoff BACKOFF =
      new Backoff(Duration.ofMillis(100), Duration.ofMillis(300));

  private final List<Long> pauses = new ArrayList<>();
  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private final Tries tries =
      new Tries(
          5, error -> unwrapped(error) instanceof IllegalStateException, BACKOFF, this::after);
  private int attempts;

  @Test
  void theNextTryWaitsForItsPauseAndPausesGrowUpToTheirBound() {
    CompletableFuture<String> result = tries.of(() -> failingUntil(5));
    for (int done = 1; done < 5; done++) {
      assertThat(attempts).isEqualTo(done);
      assertThat(result).isNotDone();
      waiting.remove().run();
    }
    assertThat(result).isCompletedWithValue("try 5");
    assertThat(waiting).isEmpty();
    assertThat(pauses).hasSize(4);
    assertThat(pauses.get(0)).isBetween(50L, 100L);
    assertThat(pauses.get(1)).isBetween(100L, 200L);
    assertThat(pauses.subList(2, 4)).allMatch(pause -> pause >= 150 && pause <= 300);
  }

  @Test
  void theLastErrorIsToldWhenAllTriesFailed() {
    CompletableFuture<String> result = tries.of(() -> failingUntil(99));
    while (!waiting.isEmpty()) {
      waiting.remove().run();
    }
    assertThat(attempts).isEqualTo(5);
    assertThatThrownBy(result::join).hasRootCauseMessage("try 5");
  }

  @Test
  void anErrorThatStaysIsToldAtOnce() {
    CompletableFuture<String> result =
        tries.of(
            () -> CompletableFuture.failedFuture(new IllegalArgumentException("wrong password")));
    assertThatThrownBy(result::join).hasRootCauseMessage("wrong password");
    assertThat(pauses).isEmpty();
  }

  private CompletableFuture<String> failingUntil(int success) {
    attempts++;
    String name = "try " + attempts;
    return attempts < success
        ? CompletableFuture.failedFuture(new IllegalStateException(name))
        : CompletableFuture.completedFuture(name);
  }

  private Executor after(Duration pause) {
    pauses.add(pause.toMillis());
    return waiting::add;
  }

  private static Throwable unwrapped(Throwable error) {
    return RedisErrors.unwrapped(error);
  }
}
