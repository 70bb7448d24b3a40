package io.gleaner.ledger.redis;

import io.gleaner.ledger.Ledger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * Keys of one's own beside the ledgers, on the same kind of connection and behind the same barrier:
 * for whoever keeps something else in that Redis. All keys share one hash tag. For several threads;
 * every method throws {@link io.gleaner.failure.GleanerException}, transient if there was no
 * answer.
 */
public final class RedisSpace implements AutoCloseable {
  private final RedisLedgers owner;
  private final Link link;
  private final RedisErrors errors;
  private final JobKeys keys;

  RedisSpace(RedisLedgers owner, Link link, RedisErrors errors, JobKeys keys) {
    this.owner = owner;
    this.link = link;
    this.errors = errors;
    this.keys = keys;
  }

  /**
   * Connects.
   *
   * @param name of the space; one that no Job can have, with a colon in it
   * @throws io.gleaner.failure.GleanerException of kind transient when Redis cannot be reached, of
   *     kind configuration when it refuses the caller or cannot keep a ledger
   */
  public static RedisSpace connect(URI uri, String name, String clientName) {
    RedisLedgers ledgers = RedisLedgers.of(RedisOptions.of(uri, clientName));
    try {
      return ledgers.space(name);
    } catch (RuntimeException e) {
      ledgers.close();
      throw e;
    }
  }

  /** The whole name of a key, or of the channel {@code hints}. */
  public String key(String name) {
    return new String(keys.named(name), StandardCharsets.UTF_8);
  }

  /**
   * Runs a script.
   *
   * @param keys the names of its keys within the space
   * @return what it returns: a list of texts, where numbers are in digits
   */
  public List<String> run(String script, List<String> keys, String... arguments) {
    byte[][] names = keys.stream().map(this.keys::named).toArray(byte[][]::new);
    byte[][] words = Stream.of(arguments).map(RedisSpace::bytes).toArray(byte[][]::new);
    Object reply = await(link.session().connection().eval(bytes(script), names, words));
    return ((List<?>) reply).stream().map(RedisSpace::text).toList();
  }

  /** Returns when everything that was answered before is safe from a crash of Redis. */
  public void barrier() {
    Object unused = await(link.session().barrier().pass().thenApply(none -> ""));
  }

  /** Calls back, from any thread, when somebody publishes {@code changed} on the channel. */
  public void whenChanged(Runnable changed) {
    link.subscribe(new Changes(changed));
  }

  /** Closes the connection. */
  @Override
  public void close() {
    try {
      link.close().get(1, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      // The client, which is closed next, does not wait for it.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    owner.close();
  }

  private <T> T await(CompletableFuture<T> answer) {
    try {
      return answer.get();
    } catch (ExecutionException e) {
      throw errors.translate(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw errors.translate(new CompletionException(new TimeoutException()));
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(Object value) {
    return value instanceof byte[] bytes
        ? new String(bytes, StandardCharsets.UTF_8)
        : String.valueOf(value);
  }

  /** A loss may have cost a hint, so it counts as one. */
  private record Changes(Runnable listener) implements Ledger.Hints {
    @Override
    public void connected() {
      listener.run();
    }

    @Override
    public void disconnected(String why) {
      listener.run();
    }

    @Override
    public void changed() {
      listener.run();
    }

    @Override
    public void freed(long index) {}
  }
}
