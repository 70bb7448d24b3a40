package io.gleaner.coordinator.embedded;

import io.gleaner.config.StateFolder;
import io.gleaner.failure.ErrorKind;
import io.gleaner.failure.GleanerException;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A redis-server beside this process, on a free loopback port with a password of its own. Every
 * write is on disk, in the Job's state folder, before it is answered. It ends with this process.
 */
final class EmbeddedRedis implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedRedis.class);
  private static final int PORTS_TRIED = 10;
  private static final int LINES_SHOWN = 5;
  private static final Duration SILENCE_ALLOWED = Duration.ofSeconds(30);
  private static final Duration POLL = Duration.ofMillis(5);

  private final RedisConfiguration configuration;
  private final RedisProcess process;

  private EmbeddedRedis(RedisConfiguration configuration, RedisProcess process) {
    this.configuration = configuration;
    this.process = process;
  }

  /**
   * Starts a server on the folder's data, new or old, and waits until it has loaded them. The
   * folder's lock must be held.
   *
   * @throws GleanerException configuration, if it refuses its data or the binary is too old for
   *     them; transient, if it does not come up
   */
  static EmbeddedRedis start(StateFolder folder, RedisBinary binary, Map<String, String> env) {
    LeftOverRedis.stop(folder);
    Path data = folder.createFolder(RedisConfiguration.data(folder).getFileName().toString());
    // Redis 6 would not look at the data of 7 (a folder, not a file) and begin with an empty set.
    if (binary.version().major() < 7 && Files.exists(data.resolve("appendonlydir"))) {
      throw GleanerException.configuration(
          "The data of Job %s are of a newer Redis than %s (version %s): install Redis 7."
              .formatted(folder.job(), binary.program(), binary.version()));
    }
    keepLastLog(folder);
    for (int attempt = 1; attempt <= PORTS_TRIED; attempt++) {
      RedisConfiguration configuration = new RedisConfiguration(freePort(), Secrets.password());
      configuration.write(folder);
      RedisProcess process = RedisProcess.start(folder, binary.program(), env);
      if (comesUp(configuration, process)) {
        return new EmbeddedRedis(configuration, process);
      }
      String log = log(folder);
      // Another program may have taken the port in the moment between choosing and binding.
      if (!log.contains("Address already in use")) {
        throw notStarted(folder, log);
      }
    }
    throw GleanerException.unreachable("The embedded Redis found no free port to listen on.", null);
  }

  /** Where clients connect, with the password. */
  URI uri() {
    return URI.create(
        "redis://:%s@127.0.0.1:%d".formatted(configuration.password(), configuration.port()));
  }

  /** The server's pid. */
  long pid() {
    return process.pid();
  }

  /** Stops the server: what it holds is on disk, and the next start finds it. */
  @Override
  public void close() {
    RedisConnection.shutdown(configuration.port(), configuration.password());
    if (!process.awaitEnd()) {
      LOG.warn("The embedded Redis (pid {}) did not stop when asked to, and was ended", pid());
    }
  }

  private static boolean comesUp(RedisConfiguration configuration, RedisProcess process) {
    long lastHeard = System.nanoTime();
    while (process.isAlive()) {
      switch (RedisConnection.greet(configuration.port(), configuration.password())) {
        case READY -> {
          return true;
        }
        case LOADING -> lastHeard = System.nanoTime();
        case SILENT, STRANGER -> {
          if (System.nanoTime() - lastHeard > SILENCE_ALLOWED.toNanos()) {
            process.awaitEnd();
            return false;
          }
        }
      }
      try {
        Thread.sleep(POLL.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        process.awaitEnd();
        throw GleanerException.unreachable("Interrupted while the embedded Redis started.", e);
      }
    }
    return false;
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, RedisConnection.loopback())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw GleanerException.unreachable("No free port was found on 127.0.0.1.", e);
    }
  }

  private static void keepLastLog(StateFolder folder) {
    Path log = RedisConfiguration.log(folder);
    try {
      if (Files.exists(log)) {
        Files.move(log, folder.file("redis.log.1"), StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      LOG.debug("The old log {} stays", log, e);
    }
  }

  private static String log(StateFolder folder) {
    try {
      return Files.readString(RedisConfiguration.log(folder), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return "";
    }
  }

  private static GleanerException notStarted(StateFolder folder, String log) {
    List<String> lines = log.lines().filter(line -> !line.isBlank()).toList();
    String last =
        lines.stream()
            .skip(Math.max(0, lines.size() - LINES_SHOWN))
            .map(line -> "\n  " + line)
            .collect(Collectors.joining());
    return new GleanerException(
        ErrorKind.CONFIGURATION,
        "The embedded Redis of Job %s did not start; the end of its log %s:%s"
            .formatted(folder.job(), RedisConfiguration.log(folder), last));
  }
}
