package io.gleaner.servers;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.testcontainers.containers.Container;
import org.testcontainers.containers.GenericContainer;

/** A Redis 8 in a container, which goes with {@link #close}. */
public final class RedisContainer implements AutoCloseable {
  private static final int PORT = 6379;

  private final String password = Containers.secret();
  private final GenericContainer<?> container;

  private RedisContainer() {
    container =
        new GenericContainer<>("redis:8")
            .withExposedPorts(PORT)
            .withEnv("REDISCLI_AUTH", password)
            .withCommand(
                "redis-server",
                "--requirepass",
                password,
                "--appendonly",
                "yes",
                "--appendfsync",
                "always",
                "--save",
                "");
  }

  /** Starts one. */
  public static RedisContainer start() {
    Containers.required();
    RedisContainer server = new RedisContainer();
    server.container.start();
    return server;
  }

  /** Where it is, with its password. */
  public URI uri() {
    return URI.create(
        "redis://:" + password + "@" + container.getHost() + ":" + container.getMappedPort(PORT));
  }

  /** Where it is, for another user. */
  public URI uri(String user, String password) {
    return URI.create(
        "redis://"
            + user
            + ":"
            + password
            + "@"
            + container.getHost()
            + ":"
            + container.getMappedPort(PORT));
  }

  /** Runs redis-cli inside; fails if the server does not answer OK. */
  public void cli(String... words) {
    List<String> command = new ArrayList<>(List.of("redis-cli", "--no-auth-warning"));
    command.addAll(List.of(words));
    try {
      Container.ExecResult result = container.execInContainer(command.toArray(String[]::new));
      if (!result.getStdout().strip().equals("OK")) {
        throw new IllegalStateException(command + ": " + result.getStdout() + result.getStderr());
      }
    } catch (IOException e) {
      throw new IllegalStateException(String.join(" ", command), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    container.stop();
  }
}
