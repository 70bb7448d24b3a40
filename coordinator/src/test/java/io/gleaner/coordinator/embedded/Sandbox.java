package io.gleaner.coordinator.embedded;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import io.gleaner.config.Endpoints;
import io.gleaner.config.JobName;
import io.gleaner.config.StateFolder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** A home folder of its own for a test's Jobs, and clients of the servers that it starts. */
record Sandbox(Path home) {
  /** Unpacked once for all tests and their runs, as it is for a user. */
  private static final Path CACHE =
      Path.of(
          System.getProperty("java.io.tmpdir"),
          "gleaner-test-cache-" + System.getProperty("user.name"));

  /** The environment of a coordinator in this sandbox. */
  Map<String, String> env() {
    Map<String, String> env = new HashMap<>();
    env.put("PATH", System.getenv("PATH"));
    env.put("XDG_STATE_HOME", home.toString());
    env.put("XDG_CACHE_HOME", CACHE.toString());
    return env;
  }

  StateFolder folder(String job) {
    return StateFolder.of(new JobName(job), env());
  }

  EmbeddedServers start(String job) {
    return EmbeddedServers.start(folder(job), env());
  }

  static Connection amqp(Endpoints endpoints) throws Exception {
    return factory(endpoints.broker()).newConnection();
  }

  static ConnectionFactory factory(URI broker) throws Exception {
    ConnectionFactory factory = new ConnectionFactory();
    factory.setUri(broker);
    factory.setAutomaticRecoveryEnabled(false);
    return factory;
  }

  /** Runs one command on a Redis, with the password of its URI. */
  static String redis(URI ledger, String... command) throws IOException {
    try (RedisConnection redis = RedisConnection.open(ledger.getPort())) {
      String let = redis.command("AUTH", password(ledger));
      return let.equals("+OK") ? redis.command(command) : let;
    }
  }

  static String password(URI uri) {
    return uri.getUserInfo().substring(uri.getUserInfo().indexOf(':') + 1);
  }
}
