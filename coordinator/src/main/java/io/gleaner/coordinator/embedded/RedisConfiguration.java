package io.gleaner.coordinator.embedded;

import io.gleaner.config.StateFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of one start of the embedded Redis. The file holds the password, so that no
 * process list shows it, and tells a later start how to reach a server that was left over.
 */
record RedisConfiguration(int port, String password) {
  private static final String FILE = "redis.conf";
  private static final String PORT = "port ";
  private static final String PASSWORD = "requirepass ";

  /** The configuration file's path: it also tells our server's process from any other. */
  static Path file(StateFolder folder) {
    return folder.file(FILE);
  }

  /** Where the server keeps its data. */
  static Path data(StateFolder folder) {
    return folder.file("redis");
  }

  /** The server's log. */
  static Path log(StateFolder folder) {
    return folder.file("redis.log");
  }

  /** Holds the pid of the running server. */
  static Path pid(StateFolder folder) {
    return folder.file("redis.pid");
  }

  /** The configuration that the last start in this folder used, if there was one. */
  static Optional<RedisConfiguration> last(StateFolder folder) {
    @Nullable String port = null;
    @Nullable String password = null;
    try {
      for (String line : Files.readAllLines(file(folder))) {
        if (line.startsWith(PORT)) {
          port = line.substring(PORT.length());
        } else if (line.startsWith(PASSWORD)) {
          password = line.substring(PASSWORD.length());
        }
      }
      return port == null || password == null
          ? Optional.empty()
          : Optional.of(new RedisConfiguration(Integer.parseInt(port), password));
    } catch (IOException | NumberFormatException e) {
      // None, or none that this program wrote: nothing can be learnt from it.
      return Optional.empty();
    }
  }

  /** Writes the configuration file, readable by its owner alone. */
  void write(StateFolder folder) {
    folder.write(FILE, text(folder));
  }

  private String text(StateFolder folder) {
    return String.join(
            "\n",
            "# Written by Gleaner at every start.",
            "bind 127.0.0.1",
            "protected-mode yes",
            PORT + port,
            PASSWORD + password,
            "daemonize no",
            // Its process must be found by this file's name on the command line.
            "set-proc-title no",
            "dir " + quoted(data(folder)),
            "logfile " + quoted(log(folder)),
            "appendonly yes",
            "appendfsync always",
            "no-appendfsync-on-rewrite no",
            "aof-load-truncated yes",
            "save \"\"",
            "maxmemory 0",
            "maxmemory-policy noeviction")
        + "\n";
  }

  /** Redis reads \xHH in a quoted word, so that any path can be named. */
  private static String quoted(Path path) {
    StringBuilder quoted = new StringBuilder("\"");
    for (byte b : path.toString().getBytes(StandardCharsets.UTF_8)) {
      boolean plain = b > ' ' && b < 0x7f && b != '"' && b != '\\';
      quoted.append(plain ? String.valueOf((char) b) : "\\x%02x".formatted(b));
    }
    return quoted.append('"').toString();
  }
}
