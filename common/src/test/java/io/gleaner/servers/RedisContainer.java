package io.gleaner.servers;

import java.net.URI;
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

  @Override
  public void close() {
    container.stop();
  }
}
