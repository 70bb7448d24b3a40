package io.gleaner.faults.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** The RabbitMQ and the Redis that are installed on this machine. */
public final class NativeBackend {
  /** Debian's wrapper changes user and folder; the program behind it runs as whoever calls it. */
  private static final Path BEHIND_DEBIANS_WRAPPER =
      Path.of("/usr/lib/rabbitmq/bin/rabbitmq-server");

  private NativeBackend() {}

  /** What is missing, as a sentence, if anything is. */
  public static Optional<String> missing() {
    if (rabbit().isEmpty()) {
      return Optional.of("rabbitmq-server is not installed");
    }
    return redis().isEmpty() ? Optional.of("redis-server is not installed") : Optional.empty();
  }

  /** Servers that have not started yet, in a new temporary folder. */
  public static Backend create(Fsync fsync) {
    String secret = Secret.random();
    Path folder;
    try {
      folder = Files.createTempDirectory("gleaner-faults-servers");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make a folder for the servers' data", e);
    }
    return new Backend(
        new NativeRabbitMq(rabbit().orElseThrow().toString(), folder.resolve("rabbitmq"), secret),
        new NativeRedis(redis().orElseThrow().toString(), folder.resolve("redis"), secret, fsync),
        secret);
  }

  private static Optional<Path> rabbit() {
    return Files.isExecutable(BEHIND_DEBIANS_WRAPPER)
        ? Optional.of(BEHIND_DEBIANS_WRAPPER)
        : onPath("rabbitmq-server");
  }

  private static Optional<Path> redis() {
    return onPath("redis-server");
  }

  private static Optional<Path> onPath(String name) {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("/usr/bin:/bin");
    return Arrays.stream(path.split(":", -1))
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
