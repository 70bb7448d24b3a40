package io.gleaner.coordinator.runtime;

import io.gleaner.failure.ErrorKind;
import io.gleaner.failure.GleanerException;
import io.gleaner.ledger.Ledger;
import io.gleaner.ledger.LedgerReading;
import io.gleaner.ledger.LedgerReply;
import io.gleaner.ledger.LedgerRequest;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Calls of a ledger that wait for their answer, through lost connections and restarts of Redis. For
 * several threads.
 */
public final class LedgerCalls implements AutoCloseable {
  private final Ledger ledger;
  private final LedgerReading reading;
  private final Pacing pacing;
  private final Consumer<String> notices;
  private final Patience patience;
  private final AtomicLong breaks = new AtomicLong();
  private volatile boolean alone;

  private LedgerCalls(
      Ledger ledger,
      LedgerReading reading,
      boolean alone,
      Pacing pacing,
      Consumer<String> notices) {
    this.ledger = ledger;
    this.reading = reading;
    this.alone = alone;
    this.pacing = pacing;
    this.notices = notices;
    this.patience = new Patience(pacing, notices);
  }

  /**
   * Calls over a ledger that nobody else uses from now on; closing them closes it.
   *
   * @param alone the caller has just started this Redis under a new password, and every worker of
   *     an earlier run is dead: so nobody else holds a lease
   * @param notices hears sentences for the person, from any thread
   */
  public static <L extends Ledger & LedgerReading> LedgerCalls over(
      L ledger, boolean alone, Pacing pacing, Consumer<String> notices) {
    LedgerCalls calls = new LedgerCalls(ledger, ledger, alone, pacing, notices);
    ledger.subscribe(calls.new Breaks());
    return calls;
  }

  /** Sends a request until it is answered by other than {@link LedgerReply.Restarted}. */
  public LedgerReply send(LedgerRequest request) {
    while (true) {
      LedgerReply reply = patience.insist(() -> attempt(request));
      if (!(reply instanceof LedgerReply.Restarted)) {
        return reply;
      }
      pacing.goOnOrThrow(Duration.ZERO);
    }
  }

  /**
   * Sends a request once; takes note of a restart of Redis, but leaves it to the caller to ask
   * again.
   *
   * @throws GleanerException transient if there was no answer
   */
  LedgerReply attempt(LedgerRequest request) {
    LedgerReply reply = await(ledger.send(request));
    if (reply instanceof LedgerReply.Restarted) {
      await(ledger.send(new LedgerRequest.Recover(alone)));
    }
    // From the first answer on there may be workers: a later restart must let them settle.
    alone = false;
    return reply;
  }

  /** Reads until there is an answer. */
  public <T> T read(Function<LedgerReading, T> question) {
    return patience.insist(() -> question.apply(reading));
  }

  /**
   * An answer that survives a crash of Redis. Where the barrier is void, because it failed or the
   * connection broke between answer and barrier, it is asked again.
   *
   * @param question may be asked any number of times
   */
  public <T> T durably(Supplier<T> question) {
    while (true) {
      long before = breaks.get();
      T answer = question.get();
      boolean passed = patience.insist(() -> barrier(before));
      if (passed) {
        return answer;
      }
      pacing.goOnOrThrow(Duration.ZERO);
    }
  }

  /** False if a connection was lost since: the answer may be of a process that is gone. */
  private boolean barrier(long before) {
    // Asked before too: with the connection lost, there is nothing to insist on.
    if (breaks.get() != before) {
      return false;
    }
    try {
      await(ledger.barrier());
    } catch (GleanerException e) {
      if (e.kind() == ErrorKind.TRANSIENT) {
        breaks.incrementAndGet();
      }
      throw e;
    }
    return breaks.get() == before;
  }

  /** How often the ledger's connection has been lost: each time, it may have lost what was said. */
  public long breaks() {
    return breaks.get();
  }

  Pacing pacing() {
    return pacing;
  }

  Consumer<String> notices() {
    return notices;
  }

  @Override
  public void close() {
    ledger.close();
  }

  private static <T extends @Nullable Object> T await(CompletionStage<T> answer) {
    try {
      return answer.toCompletableFuture().get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof GleanerException known) {
        throw known;
      }
      throw new GleanerException(
          ErrorKind.INVARIANT_BROKEN, "A call of the ledger failed: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoppedException();
    }
  }

  private final class Breaks implements Ledger.Hints {
    @Override
    public void connected() {}

    @Override
    public void disconnected(String why) {
      breaks.incrementAndGet();
    }

    @Override
    public void changed() {}

    @Override
    public void freed(long index) {}
  }
}
