package io.gleaner.coordinator.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.PossibleAuthenticationFailureException;
import io.gleaner.config.Endpoints;
import io.gleaner.config.StateFolder;
import io.gleaner.failure.ErrorKind;
import io.gleaner.failure.GleanerException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedServersIT {
  @TempDir Path home;

  @Test
  void data_of_redis_survive_a_stop_and_a_start() throws Exception {
    Sandbox sandbox = new Sandbox(home);
    try (EmbeddedServers servers = sandbox.start("primes")) {
      assertThat(Sandbox.redis(servers.endpoints().ledger(), "INCR", "seen")).isEqualTo(":1");
    }
    try (EmbeddedServers servers = sandbox.start("primes")) {
      assertThat(Sandbox.redis(servers.endpoints().ledger(), "INCR", "seen")).isEqualTo(":2");
    }
  }

  @Test
  void two_jobs_run_at_once_with_servers_of_their_own() throws Exception {
    Sandbox sandbox = new Sandbox(home);
    try (EmbeddedServers one = sandbox.start("one");
        EmbeddedServers two = sandbox.start("two")) {
      assertThat(one.endpoints().broker().getPort())
          .isNotEqualTo(two.endpoints().broker().getPort());
      assertThat(Sandbox.redis(one.endpoints().ledger(), "INCR", "seen")).isEqualTo(":1");
      assertThat(Sandbox.redis(two.endpoints().ledger(), "INCR", "seen")).isEqualTo(":1");
      try (var toOne = Sandbox.amqp(one.endpoints());
          var toTwo = Sandbox.amqp(two.endpoints())) {
        toOne.createChannel().queueDeclare("work", true, false, false, null);
        assertThatThrownBy(() -> toTwo.createChannel().queueDeclarePassive("work"))
            .isInstanceOf(IOException.class);
      }
    }
  }

  @Test
  void a_job_that_is_running_here_is_not_started_twice() throws Exception {
    Sandbox sandbox = new Sandbox(home);
    try (EmbeddedServers servers = sandbox.start("primes")) {
      for (int attempt = 1; attempt <= 2; attempt++) {
        assertThatThrownBy(() -> sandbox.start("primes"))
            .isInstanceOfSatisfying(
                GleanerException.class,
                e -> assertThat(e.kind()).isEqualTo(ErrorKind.CONFIGURATION))
            .hasMessageStartingWith(
                "Job primes is already running here (pid %d)", ProcessHandle.current().pid());
      }
      assertThat(Sandbox.redis(servers.endpoints().ledger(), "PING")).isEqualTo("+PONG");
    }
    sandbox.start("primes").close();
  }

  @Test
  void other_commands_find_the_servers_while_they_run() throws Exception {
    Sandbox sandbox = new Sandbox(home);
    StateFolder folder = sandbox.folder("primes");
    assertThat(EmbeddedServers.find(folder)).isEmpty();
    Endpoints endpoints;
    String record;
    try (EmbeddedServers servers = sandbox.start("primes")) {
      endpoints = servers.endpoints();
      assertThat(EmbeddedServers.find(folder)).contains(endpoints);
      Path file = folder.file("servers.properties");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
      record = Files.readString(file);
    }
    assertThat(folder.file("servers.properties")).doesNotExist();
    assertThat(EmbeddedServers.find(folder)).isEmpty();
    folder.write("servers.properties", record);
    assertThat(EmbeddedServers.find(folder)).as("a record that a kill left behind").isEmpty();
  }

  @Test
  void a_wrong_password_is_refused_by_both() throws Exception {
    try (EmbeddedServers servers = new Sandbox(home).start("primes")) {
      ConnectionFactory factory = Sandbox.factory(servers.endpoints().broker());
      factory.setPassword("guess");
      assertThatThrownBy(factory::newConnection)
          .isInstanceOf(PossibleAuthenticationFailureException.class);
      factory.setUsername("guest");
      factory.setPassword("guest");
      assertThatThrownBy(factory::newConnection)
          .isInstanceOf(PossibleAuthenticationFailureException.class);
      int port = servers.endpoints().ledger().getPort();
      assertThat(RedisConnection.greet(port, "guess")).isEqualTo(RedisConnection.Answer.STRANGER);
      try (RedisConnection redis = RedisConnection.open(port)) {
        assertThat(redis.command("PING")).startsWith("-NOAUTH");
      }
    }
  }

  @Test
  void both_listen_on_the_loopback_address_alone() throws Exception {
    assumeThat(Path.of("/proc/net/tcp")).as("this system lists no sockets").exists();
    try (EmbeddedServers servers = new Sandbox(home).start("primes")) {
      for (URI uri : List.of(servers.endpoints().broker(), servers.endpoints().ledger())) {
        String port = ":%04X".formatted(uri.getPort());
        List<String> listening =
            Stream.of("/proc/net/tcp", "/proc/net/tcp6")
                .map(Path::of)
                .filter(Files::exists)
                .flatMap(EmbeddedServersIT::lines)
                .map(line -> line.strip().split("\\s+", -1))
                .filter(fields -> fields[3].equals("0A") && fields[1].endsWith(port))
                .map(fields -> fields[1])
                .toList();
        // The broker's is a mapped IPv6 address, as Java's sockets are.
        assertThat(listening).singleElement().asString().endsWith("0100007F" + port);
      }
    }
  }

  @Test
  void no_process_list_shows_a_password() throws Exception {
    assumeThat(Path.of("/proc/self/cmdline")).as("this system lists no processes").exists();
    try (EmbeddedServers servers = new Sandbox(home).start("primes")) {
      long redis = redisPid(new Sandbox(home).folder("primes"));
      String broker = Sandbox.password(servers.endpoints().broker());
      String ledger = Sandbox.password(servers.endpoints().ledger());
      assertThat(Files.readString(Path.of("/proc/%d/cmdline".formatted(redis))))
          .contains("redis-server")
          .contains("redis.conf");
      try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
        all.map(process -> Path.of("/proc", String.valueOf(process.pid())))
            .forEach(
                proc ->
                    assertThat(bytes(proc.resolve("cmdline")) + bytes(proc.resolve("environ")))
                        .doesNotContain(broker, ledger));
      }
    }
  }

  @Test
  void redis_and_its_guard_are_in_a_session_that_ctrl_c_does_not_reach() throws Exception {
    assumeThat(Path.of("/proc/self/stat")).as("this system lists no sessions").exists();
    try (EmbeddedServers servers = new Sandbox(home).start("primes")) {
      long redis = redisPid(new Sandbox(home).folder("primes"));
      long guard = ProcessHandle.of(redis).orElseThrow().parent().orElseThrow().pid();
      assertThat(session(redis)).isEqualTo(guard).isEqualTo(session(guard));
      assertThat(session(redis)).isNotEqualTo(session(ProcessHandle.current().pid()));
      assertThat(EmbeddedServers.find(new Sandbox(home).folder("primes")))
          .contains(servers.endpoints());
    }
  }

  @Test
  void nothing_is_written_outside_the_state_folder_and_nothing_left_running() throws Exception {
    Sandbox sandbox = new Sandbox(home);
    Path work = Path.of("work").toAbsolutePath();
    assertThat(work).as("Qpid's default").doesNotExist();
    long redis;
    try (EmbeddedServers servers = sandbox.start("primes")) {
      redis = redisPid(sandbox.folder("primes"));
      assertThat(Sandbox.redis(servers.endpoints().ledger(), "PING")).isEqualTo("+PONG");
    }
    assertThat(work).doesNotExist();
    await().until(() -> ProcessHandle.of(redis).isEmpty());
    assertThat(sandbox.folder("primes").path().toFile().list())
        .containsExactlyInAnyOrder("lock", "redis", "redis.conf", "redis.log", "redis.pid");
  }

  static long redisPid(StateFolder folder) throws IOException {
    return Long.parseLong(Files.readString(folder.file("redis.pid")).strip());
  }

  /** Field 6 of stat; the name before it, in parentheses, may hold anything. */
  private static long session(long pid) throws IOException {
    String stat = Files.readString(Path.of("/proc/%d/stat".formatted(pid)));
    return Long.parseLong(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[3]);
  }

  private static Stream<String> lines(Path file) {
    try {
      return Files.readAllLines(file).stream().skip(1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Empty for a process that has ended meanwhile, or is somebody else's. */
  private static String bytes(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return "";
    }
  }
}
