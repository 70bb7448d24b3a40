package io.gleaner.benchmark.watch;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;

/** Keys of Redis', from outside. */
public final class RedisServer implements AutoCloseable {
  private final RedisClient client;
  private final StatefulRedisConnection<String, String> connection;

  /**
   * Connects.
   *
   * @param uri Redis' URI
   */
  public RedisServer(String uri) {
    client = RedisClient.create(uri);
    connection = client.connect();
  }

  /** A list as a queue. */
  public Depth list(String key) {
    return () -> connection.sync().llen(key);
  }

  /** What Redis needs for the keys of a pattern, in bytes. */
  public long bytes(String pattern) {
    long bytes = 0;
    for (String key : connection.sync().keys(pattern)) {
      Long usage = connection.sync().memoryUsage(key);
      bytes += usage == null ? 0 : usage;
    }
    return bytes;
  }

  /** Deletes the keys of a pattern. */
  public void delete(String pattern) {
    for (String key : connection.sync().keys(pattern)) {
      connection.sync().unlink(key);
    }
  }

  @Override
  public void close() {
    connection.close();
    client.shutdown();
  }
}
