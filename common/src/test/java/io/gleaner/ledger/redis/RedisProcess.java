package io.gleaner.ledger.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * A Redis of a test's own, from the binary that the tests bring along, on a free loopback port and
 * in a folder of its own.
 */
public final class RedisProcess implements AutoCloseable {
  private static final Path BINARY = unpacked();

  private final Path folder;
  private final int port;
  private final List<String> settings;
  private Process process;

  private RedisProcess(Path folder, int port, List<String> settings) {
    this.folder = folder;
    this.port = port;
    this.settings = settings;
    this.process = launch();
  }

  /** Starts one that syncs before every answer; further settings as on Redis' command line. */
  public static RedisProcess start(String... settings) {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Path folder = Files.createTempDirectory("redis-");
      int port = free.getLocalPort();
      free.close();
      RedisProcess redis = new RedisProcess(folder, port, List.of(settings));
      redis.awaitUp();
      return redis;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where it is. */
  public URI uri() {
    return URI.create("redis://127.0.0.1:" + port);
  }

  /** The port alone. */
  public int port() {
    return port;
  }

  /** Kills it as a power cut would (the operating system's caches survive). */
  public void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  /** Starts it again from its files, with the same settings. */
  public void startAgain() {
    process = launch();
    awaitUp();
  }

  /** The server's files as they are: a backup, if it does not run. */
  public Path copy() {
    try {
      Path copy = Files.createTempDirectory("redis-copy-");
      copy(folder, copy);
      return copy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Puts a backup back, in the place of what is there; the server must not run. */
  public void putBack(Path copy) {
    try {
      remove(folder);
      Files.createDirectory(folder);
      copy(copy, folder);
      remove(copy);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(path -> !path.equals(from)).toList()) {
        Files.copy(file, to.resolve(from.relativize(file)));
      }
    }
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    }
  }

  /** Stops or continues the process without closing its connections. */
  public void signal(String name) {
    try {
      new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().onExit().join();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    kill();
    try {
      remove(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Process launch() {
    try {
      List<String> command = new ArrayList<>(List.of(BINARY.toString()));
      command.addAll(List.of("--port", Integer.toString(port), "--bind", "127.0.0.1"));
      command.addAll(List.of("--dir", folder.toString(), "--save", ""));
      command.addAll(List.of("--appendonly", "yes", "--appendfsync", "always"));
      command.addAll(settings);
      return new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(folder.resolve("redis.log").toFile())
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Without the library's own code, which wants more on the class path than the binary does. */
  private static Path unpacked() {
    String os = System.getProperty("os.name", "").startsWith("Mac") ? "darwin" : "linux";
    String arch = System.getProperty("os.arch", "").equals("aarch64") ? "arm64" : "amd64";
    String name = "/redis-server-7.0.15-" + os + "-" + arch;
    try (InputStream content = RedisProcess.class.getResourceAsStream(name)) {
      if (content == null) {
        throw new IllegalStateException("the tests bring no Redis along for this machine: " + name);
      }
      Path binary = Files.createTempFile("redis-server-", "");
      Files.copy(content, binary, StandardCopyOption.REPLACE_EXISTING);
      binary.toFile().deleteOnExit();
      if (!binary.toFile().setExecutable(true)) {
        throw new IllegalStateException(binary + " cannot be made executable");
      }
      return binary;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void awaitUp() {
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(10))
        .ignoreExceptions()
        .until(
            () -> {
              try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return socket.isConnected();
              }
            });
  }
}
