package io.gleaner.ledger.redis;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.gleaner.retry.Backoff;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Does again, after growing pauses, what failed for a reason that goes away by itself.
 *
 * @param most how often it is done at most, at least 1
 * @param passing whether an error may go away by itself
 * @param backoff the pauses
 * @param after runs what it is given once a pause is over
 */
record Tries(
    int most, Predicate<Throwable> passing, Backoff backoff, Function<Duration, Executor> after) {
  Tries(int most, Predicate<Throwable> passing, Backoff backoff) {
    // Not on the ledger's timer: one that is shut down would leave the caller waiting for ever.
    this(
        most,
        passing,
        backoff,
        pause -> CompletableFuture.delayedExecutor(pause.toMillis(), MILLISECONDS));
  }

  /** Fails with the error of the last try. */
  <T> CompletableFuture<T> of(Supplier<CompletableFuture<T>> attempt) {
    return of(attempt, 1);
  }

  private <T> CompletableFuture<T> of(Supplier<CompletableFuture<T>> attempt, int number) {
    return attempt
        .get()
        .exceptionallyCompose(
            error -> {
              if (number >= most || !passing.test(error)) {
                return CompletableFuture.failedFuture(error);
              }
              Duration pause = backoff.after(number, ThreadLocalRandom.current().nextDouble());
              return CompletableFuture.runAsync(() -> {}, after.apply(pause))
                  .thenCompose(over -> of(attempt, number + 1));
            });
  }
}
