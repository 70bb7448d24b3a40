package io.gleaner.ledger.redis;

import io.gleaner.retry.Backoff;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.codec.ByteArrayCodec;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes sessions: connects, asks the server what it is, sends the scripts, subscribes to the hints.
 */
final class Connector {
  /**
   * A busy machine loses the driver's races again and again; all pauses together: 1.55 s at most.
   */
  private static final Tries TRIES =
      new Tries(6, Connector::lostRace, new Backoff(Duration.ofMillis(50), Duration.ofSeconds(1)));

  private final RedisClient client;
  private final RedisURI uri;
  private final RedisOptions options;
  private final JobKeys keys;
  private final ScheduledExecutorService timer;
  private final Watermark watermark;

  Connector(
      RedisClient client,
      RedisURI uri,
      RedisOptions options,
      JobKeys keys,
      ScheduledExecutorService timer) {
    this.client = client;
    this.uri = uri;
    this.options = options;
    this.keys = keys;
    this.timer = timer;
    this.watermark = new Watermark(options.where());
  }

  /**
   * Makes a session.
   *
   * @param heard is told every hint
   */
  CompletableFuture<Session> connect(Consumer<String> heard) {
    return TRIES.of(
        () ->
            open()
                .thenCompose(connection -> closingOnFailure(connection, greet(connection, heard))));
  }

  private CompletableFuture<Connection> open() {
    return client
        .connectPubSubAsync(ByteArrayCodec.INSTANCE, uri)
        .toCompletableFuture()
        .thenApply(Connection::new);
  }

  /**
   * The driver loses two races now and then. When the server refuses the greeting (a wrong
   * password) before the driver looks for it, it fails with an error of its own that does not say
   * why. And it may hand out a connection before its own handler has heard that it stands; it
   * rejects commands then. Asked again, it answers as it should.
   */
  private static boolean lostRace(Throwable error) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      String message = Objects.requireNonNullElse(cause.getMessage(), "");
      if (cause instanceof IllegalStateException
          || message.equals("Connection closed prematurely")
          || message.startsWith("Currently not connected")) {
        return true;
      }
    }
    return false;
  }

  private CompletableFuture<Session> greet(Connection connection, Consumer<String> heard) {
    CompletableFuture<Map<String, String>> info = connection.info();
    CompletableFuture<Map<String, String>> config = config(connection);
    CompletableFuture<@Nullable Void> loaded = connection.loadScripts().toCompletableFuture();
    CompletableFuture<@Nullable Void> subscribed = connection.subscribe(keys.hints(), heard);
    // What the server is comes first: it may explain why the rest failed.
    return info.thenCombine(config, (facts, settings) -> durability(facts, settings))
        .thenCompose(
            durability ->
                CompletableFuture.allOf(loaded, subscribed)
                    .thenCompose(done -> session(connection, info.join(), durability)))
        .orTimeout(options.timeout().toMillis(), TimeUnit.MILLISECONDS);
  }

  private Durability durability(Map<String, String> info, Map<String, String> config) {
    ServerFacts facts = ServerFacts.of(info, config).assuming(options.assumedFsync());
    return Durability.of(facts, options.allowVolatile());
  }

  private CompletionStage<Session> session(
      Connection connection, Map<String, String> info, Durability durability) {
    String runId = info.getOrDefault("run_id", "");
    if (durability != Durability.WAITAOF_APART) {
      return checked(
          new Session(connection, connection, runId, barrier(connection, runId, durability)));
    }
    return open()
        .thenCompose(
            apart ->
                closingOnFailure(
                    apart,
                    checked(
                        new Session(connection, apart, runId, barrier(apart, runId, durability)))));
  }

  /** Whoever has seen a barrier pass must not go on with an older state. */
  private CompletableFuture<Session> checked(Session session) {
    return watermark.mark().uid().isEmpty()
        ? CompletableFuture.completedFuture(session)
        : session.barrier().begin().thenApply(begun -> session);
  }

  private Barrier barrier(Connection connection, String runId, Durability durability) {
    Duration timeout = options.timeout();
    Watermark confirmed =
        durability == Durability.VOLATILE ? new Watermark(options.where()) : watermark;
    return new Barrier(
        connection, keys, runId, Syncs.of(durability, connection, timer, timeout), confirmed);
  }

  /** The settings that matter; none where the server does not let this user read them. */
  private static CompletableFuture<Map<String, String>> config(Connection connection) {
    return connection
        .command(redis -> redis.configGet("*append*"))
        .exceptionally(refused -> Map.of())
        .thenApply(HashMap::new);
  }

  private static CompletableFuture<Session> closingOnFailure(
      Connection connection, CompletableFuture<Session> session) {
    return session.whenComplete(
        (made, error) -> {
          if (error != null) {
            var unused = connection.close();
          }
        });
  }
}
