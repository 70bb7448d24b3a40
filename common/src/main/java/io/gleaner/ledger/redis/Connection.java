package io.gleaner.ledger.redis;

import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.output.NestedMultiOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.ProtocolKeyword;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.lettuce.core.pubsub.api.async.RedisPubSubAsyncCommands;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One connection to Redis, for commands and, as RESP3 allows, for what others publish. It is never
 * made again: see {@link Link}.
 */
final class Connection {
  private static final ProtocolKeyword WAITAOF =
      () -> "WAITAOF".getBytes(StandardCharsets.US_ASCII);

  private final StatefulRedisPubSubConnection<byte[], byte[]> wire;
  private final Pipeline pipeline = new Pipeline(this::loadScripts);

  Connection(StatefulRedisPubSubConnection<byte[], byte[]> wire) {
    this.wire = wire;
  }

  /** Sends every script; they are there for whatever is sent afterwards on this connection. */
  CompletionStage<@Nullable Void> loadScripts() {
    List<CompletableFuture<String>> loads = new ArrayList<>();
    for (Script script : Script.values()) {
      loads.add(wire.async().scriptLoad(script.text()).toCompletableFuture());
    }
    return CompletableFuture.allOf(loads.toArray(CompletableFuture[]::new));
  }

  CompletableFuture<Object> script(Script script, byte[][] keys, byte[]... arguments) {
    ScriptOutputType type =
        script == Script.BARRIER ? ScriptOutputType.VALUE : ScriptOutputType.MULTI;
    return command(redis -> redis.<Object>evalsha(script.sha(), type, keys, arguments));
  }

  /** Runs a script that is none of the ledger's, sent whole. */
  CompletableFuture<Object> eval(byte[] text, byte[][] keys, byte[]... arguments) {
    return command(redis -> redis.<Object>eval(text, ScriptOutputType.MULTI, keys, arguments));
  }

  <T> CompletableFuture<T> command(
      Function<RedisPubSubAsyncCommands<byte[], byte[]>, ? extends CompletionStage<T>> command) {
    return pipeline.submit(() -> command.apply(wire.async()));
  }

  /** The fields of INFO. */
  CompletableFuture<Map<String, String>> info() {
    return command(redis -> redis.info()).thenApply(Connection::fields);
  }

  /** Completes with how many local syncs (0 or 1) cover this connection's last write. */
  CompletableFuture<Object> waitForSync(long timeoutMillis) {
    CommandArgs<byte[], byte[]> arguments =
        new CommandArgs<>(ByteArrayCodec.INSTANCE).add(1).add(0).add(timeoutMillis);
    return command(
            redis ->
                redis.dispatch(
                    WAITAOF, new NestedMultiOutput<>(ByteArrayCodec.INSTANCE), arguments))
        .thenApply(counts -> counts.get(0));
  }

  CompletableFuture<@Nullable Void> subscribe(byte[] channel, Consumer<String> heard) {
    wire.addListener(
        new RedisPubSubAdapter<>() {
          @Override
          public void message(byte[] from, byte[] message) {
            heard.accept(new String(message, StandardCharsets.UTF_8));
          }
        });
    return wire.async().subscribe(channel).toCompletableFuture();
  }

  /** Tells once the connection is lost. */
  void whenLost(Runnable lost) {
    wire.addListener(
        new RedisConnectionStateListener() {
          @Override
          public void onRedisDisconnected(RedisChannelHandler<?, ?> connection) {
            lost.run();
          }
        });
    if (!wire.isOpen()) {
      lost.run();
    }
  }

  /** When the call that has waited longest was sent (System.nanoTime), or null when none waits. */
  @Nullable Long oldestCall() {
    return pipeline.oldest();
  }

  CompletionStage<@Nullable Void> close() {
    return wire.closeAsync();
  }

  private static Map<String, String> fields(String info) {
    Map<String, String> fields = new HashMap<>();
    for (String line : info.lines().toList()) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        fields.put(line.substring(0, colon), line.substring(colon + 1));
      }
    }
    return fields;
  }
}
