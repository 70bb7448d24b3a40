package io.gleaner.ledger.redis;

import io.gleaner.failure.GleanerException;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where Redis is and how it is used.
 *
 * @param uri {@code redis://[[user:]password@]host[:port][/db]}, or {@code rediss://} for TLS, then
 *     perhaps with the parameters of {@link io.gleaner.tls.TlsFiles}
 * @param clientName how the server lists the connections (CLIENT LIST)
 * @param timeout how long an answer may take before the connection counts as broken
 * @param allowVolatile whether a Redis without an append-only file will do: a crash of it then
 *     loses the Job
 * @param assumedFsync the server's {@code appendfsync}, where it does not let its clients read the
 *     configuration
 */
public record RedisOptions(
    URI uri,
    String clientName,
    Duration timeout,
    boolean allowVolatile,
    @Nullable Fsync assumedFsync) {
  /** The default time for an answer. */
  public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(5);

  private static final Set<String> SCHEMES = Set.of("redis", "rediss");

  /** Redis' setting {@code appendfsync}. */
  public enum Fsync {
    /** Synced before every answer. */
    ALWAYS,
    /** Synced once a second. */
    EVERYSEC,
    /** Synced when the operating system likes to. */
    NO
  }

  /** Refuses what cannot be connected to. */
  public RedisOptions {
    if (uri.getScheme() == null || !SCHEMES.contains(uri.getScheme()) || uri.getHost() == null) {
      throw GleanerException.configuration(
          "the ledger's address must look like redis://host:port or rediss://host:port, with"
              + " user:password@ before the host where Redis wants them");
    }
    if (timeout.isNegative() || timeout.isZero()) {
      throw GleanerException.configuration("the ledger's time-out must be more than 0");
    }
  }

  /** All defaults. */
  public static RedisOptions of(URI uri, String clientName) {
    return new RedisOptions(uri, clientName, DEFAULT_TIMEOUT, false, null);
  }

  /** Whether the connection is encrypted. */
  boolean tls() {
    return uri.getScheme().equals("rediss");
  }

  /** The server as a person may see it: without user and password. */
  String where() {
    return "Redis at " + uri.getHost() + ":" + (uri.getPort() < 0 ? 6379 : uri.getPort());
  }

  @Override
  public String toString() {
    return "RedisOptions[" + where() + ", " + clientName + "]";
  }
}
