package io.gleaner.ledger.redis;

import io.gleaner.failure.GleanerException;
import io.gleaner.item.WorkItem;
import io.gleaner.ledger.JobSummary;
import io.gleaner.ledger.Ledger;
import io.gleaner.ledger.LedgerReading;
import io.gleaner.ledger.LedgerReply;
import io.gleaner.ledger.LedgerRequest;
import io.gleaner.ledger.redis.ReplyDecoder.Answer;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One Job's ledger in Redis. It connects again by itself; what was under way when a connection
 * broke fails as transient and is never repeated behind the caller's back.
 */
public final class RedisLedger implements Ledger, LedgerReading {
  private static final Logger LOG = LoggerFactory.getLogger(RedisLedger.class);
  private static final long CLOSE_MILLIS = 1_000;

  private final Link link;
  private final RedisErrors errors;
  private final JobKeys keys;
  private final RequestEncoder encoder;
  private final RedisReading reading;
  private final Consumer<RedisLedger> onClose;
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile String uid = "";

  /** The session that the last barrier, or before the first one the first answer, belongs to. */
  private final AtomicReference<@Nullable Session> trusted = new AtomicReference<>();

  RedisLedger(
      String job,
      Link link,
      RedisErrors errors,
      JobKeys keys,
      RedisOptions options,
      Consumer<RedisLedger> onClose) {
    this.link = link;
    this.errors = errors;
    this.keys = keys;
    this.encoder = new RequestEncoder(keys.hints());
    this.reading = new RedisReading(job, keys, encoder, this::call, errors, options.timeout());
    this.onClose = onClose;
  }

  @Override
  public CompletionStage<LedgerReply> send(LedgerRequest request) {
    return ask(request).thenApply(Answer::reply);
  }

  /** As {@link #send}, with the server's clock. */
  CompletableFuture<Answer> ask(LedgerRequest request) {
    Invocation call = encoder.encode(uid, request);
    return call(
        connection ->
            connection
                .script(call.script(), keys.ofScripts(), call.arguments())
                .thenApply(this::decoded));
  }

  private Answer decoded(Object raw) {
    Answer answer = ReplyDecoder.decode(raw);
    if (answer.reply() instanceof LedgerReply.Opened opened) {
      uid = opened.uid();
    } else if (answer.reply() instanceof LedgerReply.Registered registered) {
      uid = registered.uid();
    }
    return answer;
  }

  @Override
  @SuppressWarnings("ReferenceEquality") // the question is whether it is this very session
  public CompletionStage<@Nullable Void> barrier() {
    return guarded(
        () -> {
          Session session = link.session();
          // What was answered before the loss may be gone, and the caller may have heard more
          // since: the first barrier after it is void, so that it asks for everything again.
          Session before = trusted.getAndSet(session);
          if (before != null && before != session) {
            throw GleanerException.unreachable(
                "the barrier is void: the connection was lost since the last one", null);
          }
          return session.barrier().pass();
        });
  }

  @Override
  public void subscribe(Hints listener) {
    link.subscribe(listener);
  }

  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    try {
      // Waited for, lest the client close it a second time and complain; not for long, since
      // nothing depends on it.
      link.close().get(CLOSE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      LOG.debug("closing the connection failed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      onClose.accept(this);
    }
  }

  @Override
  public Optional<JobSummary> summary() {
    return reading.summary();
  }

  @Override
  public ResultPage results(long from, long maxBytes) {
    return reading.results(from, maxBytes);
  }

  @Override
  public List<NumberedDeadLetter> deadLetters(long from, int max) {
    return reading.deadLetters(from, max);
  }

  @Override
  public List<WorkItem> toRepublish() {
    return reading.toRepublish();
  }

  @Override
  public BitSet settled() {
    return reading.settled();
  }

  private <T> CompletableFuture<T> call(Function<Connection, CompletableFuture<T>> call) {
    return guarded(
        () -> {
          Session session = link.session();
          return call.apply(session.connection())
              .whenComplete(
                  (value, error) -> {
                    if (error == null) {
                      trusted.compareAndSet(null, session);
                    }
                  });
        });
  }

  /** Every failure reaches the caller as the project's own exception, bare. */
  private <T> CompletableFuture<T> guarded(Supplier<CompletableFuture<T>> call) {
    CompletableFuture<T> result = new CompletableFuture<>();
    try {
      var unused =
          call.get()
              .whenComplete(
                  (value, error) -> {
                    if (error == null) {
                      result.complete(value);
                    } else {
                      result.completeExceptionally(errors.translate(error));
                    }
                  });
    } catch (GleanerException notConnected) {
      result.completeExceptionally(notConnected);
    }
    return result;
  }
}
