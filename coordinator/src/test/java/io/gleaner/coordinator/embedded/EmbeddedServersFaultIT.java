package io.gleaner.coordinator.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.gleaner.config.Endpoints;
import io.gleaner.config.StateFolder;
import io.gleaner.failure.ErrorKind;
import io.gleaner.failure.GleanerException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedServersFaultIT {
  @TempDir Path home;

  @Test
  void redis_does_not_outlive_a_killed_coordinator_and_its_data_do() throws Exception {
    Sandbox sandbox = new Sandbox(home);
    StateFolder folder = sandbox.folder("primes");
    ProcessHandle redis;
    try (SmallCoordinator coordinator = SmallCoordinator.start(home, "primes")) {
      Endpoints endpoints = EmbeddedServers.find(folder).orElseThrow();
      assertThat(Sandbox.redis(endpoints.ledger(), "INCR", "seen")).isEqualTo(":1");
      redis = ProcessHandle.of(EmbeddedServersIT.redisPid(folder)).orElseThrow();
      assertThat(Processes.runs(redis)).isTrue();
      coordinator.killHard();
    }
    await().atMost(10, TimeUnit.SECONDS).until(() -> !Processes.runs(redis));
    assertThat(folder.file("servers.properties")).as("nobody was left to remove it").exists();
    assertThat(EmbeddedServers.find(folder)).isEmpty();
    try (EmbeddedServers servers = sandbox.start("primes")) {
      assertThat(Sandbox.redis(servers.endpoints().ledger(), "INCR", "seen")).isEqualTo(":2");
    }
  }

  @Test
  void a_redis_whose_guard_was_killed_too_is_stopped_by_the_next_start() throws Exception {
    Sandbox sandbox = new Sandbox(home);
    StateFolder folder = sandbox.folder("primes");
    ProcessHandle redis;
    try (SmallCoordinator coordinator = SmallCoordinator.start(home, "primes")) {
      redis = ProcessHandle.of(EmbeddedServersIT.redisPid(folder)).orElseThrow();
      ProcessHandle guard = redis.parent().orElseThrow();
      guard.descendants().filter(child -> child.pid() != redis.pid()).forEach(Processes::kill);
      Processes.kill(guard);
      coordinator.killHard();
    }
    assertThat(Processes.runs(redis)).isTrue();
    try (EmbeddedServers servers = sandbox.start("primes")) {
      assertThat(Processes.runs(redis)).isFalse();
      assertThat(Sandbox.redis(servers.endpoints().ledger(), "PING")).isEqualTo("+PONG");
    }
  }

  @Test
  void a_frozen_redis_of_a_killed_run_does_not_stop_the_next() throws Exception {
    Sandbox sandbox = new Sandbox(home);
    StateFolder folder = sandbox.folder("primes");
    ProcessHandle redis;
    try (SmallCoordinator coordinator = SmallCoordinator.start(home, "primes")) {
      redis = ProcessHandle.of(EmbeddedServersIT.redisPid(folder)).orElseThrow();
      Processes.signal("STOP", redis.pid());
      coordinator.killHard();
    }
    try (EmbeddedServers servers = sandbox.start("primes")) {
      assertThat(Processes.runs(redis)).isFalse();
      assertThat(Sandbox.redis(servers.endpoints().ledger(), "PING")).isEqualTo("+PONG");
    }
  }

  @Test
  void a_job_that_runs_in_another_process_is_named_with_its_pid() throws Exception {
    try (SmallCoordinator coordinator = SmallCoordinator.start(home, "primes")) {
      assertThatThrownBy(() -> new Sandbox(home).start("primes"))
          .isInstanceOfSatisfying(
              GleanerException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.CONFIGURATION))
          .hasMessageStartingWith("Job primes is already running here (pid %d)", coordinator.pid());
      assertThat(EmbeddedServers.find(new Sandbox(home).folder("primes"))).isPresent();
    }
  }

  @Test
  void a_signal_leaves_both_up_until_the_coordinator_has_stopped_its_workers() throws Exception {
    try (SmallCoordinator coordinator = SmallCoordinator.start(home, "primes")) {
      coordinator.terminate();
      assertThat(coordinator.line()).isEqualTo("broker up, redis +PONG");
    }
  }

  @Test
  void a_log_that_a_crash_cut_off_loads_up_to_the_cut() throws Exception {
    Sandbox sandbox = new Sandbox(home);
    try (EmbeddedServers servers = sandbox.start("primes")) {
      assertThat(Sandbox.redis(servers.endpoints().ledger(), "INCR", "seen")).isEqualTo(":1");
      assertThat(Sandbox.redis(servers.endpoints().ledger(), "INCR", "seen")).isEqualTo(":2");
    }
    Path log = appendOnlyLog(sandbox.folder("primes"));
    try (FileChannel channel = FileChannel.open(log, StandardOpenOption.WRITE)) {
      channel.truncate(channel.size() - 3);
    }
    try (EmbeddedServers servers = sandbox.start("primes")) {
      assertThat(Sandbox.redis(servers.endpoints().ledger(), "INCR", "seen")).isEqualTo(":2");
    }
  }

  @Test
  void a_damaged_log_is_reported_with_what_redis_says_of_it() throws Exception {
    Sandbox sandbox = new Sandbox(home);
    StateFolder folder = sandbox.folder("primes");
    try (EmbeddedServers servers = sandbox.start("primes")) {
      assertThat(Sandbox.redis(servers.endpoints().ledger(), "INCR", "seen")).isEqualTo(":1");
    }
    Path log = appendOnlyLog(folder);
    byte[] good = Files.readAllBytes(log);
    Files.writeString(log, "no commands at all, and long enough not to be a cut-off tail\n");

    assertThatThrownBy(() -> sandbox.start("primes"))
        .isInstanceOfSatisfying(
            GleanerException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.CONFIGURATION))
        .hasMessageStartingWith("The embedded Redis of Job primes did not start")
        .hasMessageContaining(folder.file("redis.log").toString())
        .hasMessageContaining("Bad file format reading the append only file");

    Files.write(log, good);
    try (EmbeddedServers servers = sandbox.start("primes")) {
      assertThat(Sandbox.redis(servers.endpoints().ledger(), "INCR", "seen"))
          .as("a failed start has given back the lock, and lost nothing")
          .isEqualTo(":2");
    }
  }

  private static Path appendOnlyLog(StateFolder folder) throws Exception {
    try (var files = Files.list(folder.file("redis").resolve("appendonlydir"))) {
      Path log =
          files.filter(file -> file.toString().endsWith(".incr.aof")).findFirst().orElseThrow();
      assertThat(Files.readString(log, StandardCharsets.ISO_8859_1)).contains("seen");
      return log;
    }
  }
}
