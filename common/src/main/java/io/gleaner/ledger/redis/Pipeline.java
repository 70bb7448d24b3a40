package io.gleaner.ledger.redis;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The calls on one connection, answered in the order in which they were made. When the server has
 * forgotten the scripts (SCRIPT FLUSH), the calls that failed by it are made again, in their order
 * and before any later one.
 */
final class Pipeline {
  /**
   * More often than any operator flushes the scripts by hand; a server that never keeps them is
   * broken.
   */
  private static final int MAX_REPEATS = 10;

  private final ReentrantLock lock = new ReentrantLock();
  private final Runnable loadScripts;
  private final Deque<Call<?>> inFlight = new ArrayDeque<>();
  private final Deque<Call<?>> waiting = new ArrayDeque<>();
  private final Queue<Call<?>> ready = new ConcurrentLinkedQueue<>();

  /** How often somebody had answers to tell since the one who tells them looked. */
  private final AtomicInteger telling = new AtomicInteger();

  private boolean reloading;

  /**
   * Makes a pipeline.
   *
   * @param loadScripts sends the scripts to the server; what is sent after it finds them there
   */
  Pipeline(Runnable loadScripts) {
    this.loadScripts = loadScripts;
  }

  <T> CompletableFuture<T> submit(Supplier<? extends CompletionStage<T>> command) {
    Call<T> call = new Call<>(command);
    lock.lock();
    try {
      if (reloading) {
        waiting.add(call);
      } else {
        dispatch(call);
      }
    } finally {
      unlock();
    }
    return call.result;
  }

  /** When the call that has waited longest was sent (System.nanoTime), or null when none waits. */
  @Nullable Long oldest() {
    lock.lock();
    try {
      Call<?> first = inFlight.peek();
      return first == null ? null : first.sentAt;
    } finally {
      lock.unlock();
    }
  }

  private <T> void dispatch(Call<T> call) {
    inFlight.add(call);
    send(call);
  }

  private <T> void send(Call<T> call) {
    call.state = State.SENT;
    call.sentAt = System.nanoTime();
    call.command.get().whenComplete((value, error) -> answered(call, value, error));
  }

  private <T> void answered(Call<T> call, @Nullable T value, @Nullable Throwable error) {
    lock.lock();
    try {
      if (RedisErrors.isNoScript(error) && call.repeats < MAX_REPEATS) {
        call.repeats++;
        call.state = State.AGAIN;
        reloading = true;
      } else {
        call.value = value;
        call.error = error;
        call.state = State.ANSWERED;
      }
      if (reloading && inFlight.stream().noneMatch(each -> each.state == State.SENT)) {
        resume();
      }
      while (!inFlight.isEmpty() && inFlight.peek().state == State.ANSWERED) {
        ready.add(inFlight.poll());
      }
    } finally {
      unlock();
    }
  }

  private void resume() {
    reloading = false;
    loadScripts.run();
    List<Call<?>> again = new ArrayList<>(inFlight);
    again.removeIf(each -> each.state != State.AGAIN);
    again.forEach(this::send);
    List<Call<?>> held = new ArrayList<>(waiting);
    waiting.clear();
    held.forEach(this::dispatch);
  }

  /**
   * Callers hear of their answers outside the lock, in order: of two threads that have answers, one
   * tells them all.
   */
  private void unlock() {
    lock.unlock();
    if (lock.isHeldByCurrentThread() || telling.getAndIncrement() > 0) {
      return;
    }
    int asked = 1;
    while (asked > 0) {
      for (Call<?> call = ready.poll(); call != null; call = ready.poll()) {
        call.complete();
      }
      asked = telling.addAndGet(-asked);
    }
  }

  private enum State {
    SENT,
    AGAIN,
    ANSWERED
  }

  private static final class Call<T> {
    private final Supplier<? extends CompletionStage<T>> command;
    private final CompletableFuture<T> result = new CompletableFuture<>();
    private State state = State.SENT;
    private long sentAt;
    private int repeats;
    private @Nullable T value;
    private @Nullable Throwable error;

    private Call(Supplier<? extends CompletionStage<T>> command) {
      this.command = command;
    }

    private void complete() {
      Throwable thrown = error;
      if (thrown != null) {
        result.completeExceptionally(thrown);
      } else {
        result.complete(value);
      }
    }
  }
}
