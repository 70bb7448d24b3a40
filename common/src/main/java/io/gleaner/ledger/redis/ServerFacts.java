package io.gleaner.ledger.redis;

import io.gleaner.failure.ErrorKind;
import io.gleaner.failure.GleanerException;
import io.gleaner.ledger.redis.RedisOptions.Fsync;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a server says of itself, as far as durability depends on it.
 *
 * @param version its redis_version
 * @param appendOnly whether it keeps an append-only file
 * @param fsync its appendfsync; null when it does not let its clients read the configuration
 * @param pausesFsync its no-appendfsync-on-rewrite
 * @param maxMemory its maxmemory in bytes, 0 for no limit
 * @param evictionPolicy its maxmemory-policy
 */
record ServerFacts(
    String version,
    boolean appendOnly,
    @Nullable Fsync fsync,
    boolean pausesFsync,
    long maxMemory,
    String evictionPolicy) {

  /**
   * Puts the facts together.
   *
   * @param info the fields of INFO
   * @param config the answer to CONFIG GET, empty where that is not permitted
   * @throws GleanerException transient, while the server loads its data: as long as it does, it
   *     says that it keeps no append-only file
   */
  static ServerFacts of(Map<String, String> info, Map<String, String> config) {
    if (Objects.equals(info.get("loading"), "1")) {
      throw new GleanerException(
          ErrorKind.TRANSIENT, "this Redis is still loading its data and cannot be used yet");
    }
    String fsync = config.get("appendfsync");
    return new ServerFacts(
        info.getOrDefault("redis_version", "0"),
        Objects.equals(info.get("aof_enabled"), "1"),
        fsync == null ? null : Fsync.valueOf(fsync.toUpperCase(Locale.ROOT)),
        Objects.equals(config.get("no-appendfsync-on-rewrite"), "yes"),
        Long.parseLong(info.getOrDefault("maxmemory", "0")),
        info.getOrDefault("maxmemory_policy", "noeviction"));
  }

  boolean atLeast(int major, int minor) {
    String[] parts = version.split("\\.");
    int foundMajor = number(parts, 0);
    return foundMajor > major || (foundMajor == major && number(parts, 1) >= minor);
  }

  private static int number(String[] parts, int at) {
    return at < parts.length && parts[at].matches("[0-9]{1,6}") ? Integer.parseInt(parts[at]) : 0;
  }

  ServerFacts assuming(@Nullable Fsync assumed) {
    return fsync != null
        ? this
        : new ServerFacts(version, appendOnly, assumed, pausesFsync, maxMemory, evictionPolicy);
  }
}
