package io.gleaner.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A node of the machine's own rabbitmq-server: ports, port mapper, cookie and data of its own. */
public final class InstalledRabbit implements RabbitServer {
  /** Debian's wrapper in /usr/sbin changes user and folder; the programs behind it do not. */
  private static final List<Path> PROGRAMS =
      List.of(
          Path.of("/usr/lib/rabbitmq/bin/rabbitmq-server"),
          Path.of("/usr/local/sbin/rabbitmq-server"));

  private static final Logger LOG = LoggerFactory.getLogger(InstalledRabbit.class);

  private final Path folder;
  private final int port = freePort();
  private final int mapper = freePort();
  private final String password = Containers.secret();
  private final Process process;

  private InstalledRabbit(Path program, Path folder, Duration consumerTimeout) throws IOException {
    this.folder = folder;
    Files.writeString(
        folder.resolve("rabbitmq.conf"),
        "listeners.tcp.local = 127.0.0.1:%d%ndefault_user = gleaner%ndefault_pass = %s%n"
                .formatted(port, password)
            + RabbitServer.conf(consumerTimeout));
    Files.writeString(folder.resolve("advanced.config"), RabbitServer.advanced());
    Files.writeString(folder.resolve("plugins"), "[].\n");
    ProcessBuilder start =
        new ProcessBuilder(program.toString())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("console").toFile());
    start.environment().putAll(environment());
    process = start.start();
  }

  /**
   * Skips the test on servers from 3.12 on: they obey the consumer timeout that a queue asks for.
   * They are among the containers.
   */
  public static void assumeQueuesHaveNoTimeoutOfTheirOwn() {
    Path folder = Path.of("/usr/lib/rabbitmq/lib");
    String old = "rabbitmq_server-3.{8,9,10,11}.*";
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, old)) {
      if (found.iterator().hasNext()) {
        return;
      }
    } catch (NoSuchFileException e) {
      LOG.debug("nothing is installed in {}", folder, e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Assumptions.abort("skipped: no RabbitMQ before 3.12 is installed in " + folder);
  }

  /** Starts one; skips the test where none is installed, and fails it if servers are promised. */
  public static InstalledRabbit start(Duration consumerTimeout) {
    Path program = PROGRAMS.stream().filter(Files::isExecutable).findFirst().orElse(null);
    if (program == null) {
      Promised.missing("servers", "no rabbitmq-server is installed");
      throw new AssertionError("missing never returns");
    }
    try {
      Path folder = Files.createTempDirectory("rabbitmq-");
      InstalledRabbit server = new InstalledRabbit(program, folder, consumerTimeout);
      server.awaitUp();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String uri() {
    return "amqp://gleaner:" + password + "@127.0.0.1:" + port;
  }

  @Override
  public void close() {
    List<ProcessHandle> all = process.descendants().toList();
    all.forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    all.forEach(each -> each.onExit().join());
    process.onExit().join();
    endMapper();
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void awaitUp() {
    Awaitility.await()
        .atMost(Duration.ofMinutes(3))
        .ignoreExceptions()
        .until(
            () -> {
              try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return socket.isConnected();
              }
            });
  }

  /** The node has started it as a daemon. */
  private void endMapper() {
    ProcessBuilder end = new ProcessBuilder("epmd", "-kill").redirectErrorStream(true);
    end.environment().put("ERL_EPMD_PORT", Integer.toString(mapper));
    try {
      end.redirectOutput(ProcessBuilder.Redirect.DISCARD).start().onExit().join();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Map<String, String> environment() {
    return Map.ofEntries(
        Map.entry("HOME", folder.toString()),
        Map.entry("ERL_EPMD_PORT", Integer.toString(mapper)),
        Map.entry("ERL_EPMD_ADDRESS", "127.0.0.1"),
        Map.entry("RABBITMQ_CONF_ENV_FILE", folder.resolve("none").toString()),
        Map.entry("RABBITMQ_NODENAME", "gleaner-test-" + port + "@localhost"),
        Map.entry("RABBITMQ_NODE_PORT", Integer.toString(port)),
        Map.entry("RABBITMQ_NODE_IP_ADDRESS", "127.0.0.1"),
        Map.entry("RABBITMQ_DIST_PORT", Integer.toString(freePort())),
        Map.entry(
            "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS", "-kernel inet_dist_use_interface {127,0,0,1}"),
        Map.entry("RABBITMQ_CONFIG_FILE", folder.resolve("rabbitmq.conf").toString()),
        Map.entry("RABBITMQ_ADVANCED_CONFIG_FILE", folder.resolve("advanced.config").toString()),
        Map.entry("RABBITMQ_ENABLED_PLUGINS_FILE", folder.resolve("plugins").toString()),
        Map.entry("RABBITMQ_MNESIA_BASE", folder.resolve("mnesia").toString()),
        Map.entry("RABBITMQ_LOG_BASE", folder.resolve("log").toString()),
        Map.entry("RABBITMQ_PID_FILE", folder.resolve("pid").toString()));
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
