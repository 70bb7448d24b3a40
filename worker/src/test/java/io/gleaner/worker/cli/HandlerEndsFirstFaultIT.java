package io.gleaner.worker.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gleaner.ledger.JobSummary;
import io.gleaner.ledger.redis.RedisProcess;
import io.gleaner.process.Orphans;
import io.gleaner.servers.InstalledRabbit;
import io.gleaner.worker.runtime.RealJob;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Workers in processes of their own, whose command is a shell with children and a grandchild: the
 * first attempt waits for ever, and the second looks, before anything else, what is left of it.
 */
@EnabledOnOs(value = OS.LINUX, disabledReason = "looks at processes in /proc")
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class HandlerEndsFirstFaultIT {
  private static final String SCRIPT =
      """
      if [ "$GLEANER_ATTEMPT" = 1 ]; then
        sleep 1000 &
        echo $! $$ >"$1/pids"
        sh -c 'sleep 1000 & echo $! $$ >>"$1/pids"; wait' sh "$1" &
        wait
      fi
      for pid in $(cat "$1/pids"); do
        read -r _ _ state _ 2>/dev/null <"/proc/$pid/stat" && [ "$state" != Z ] && echo "$pid $state" >>"$1/left"
      done
      echo "attempt $GLEANER_ATTEMPT"
      """;

  private static @Nullable InstalledRabbit broker;
  private static @Nullable RedisProcess redis;

  @TempDir Path folder;
  private final String name = "ends-" + Long.toHexString(System.nanoTime());
  private final List<String> ids = new ArrayList<>();
  private final List<Process> workers = new ArrayList<>();
  private @Nullable RealJob opened;

  @BeforeAll
  static void start() {
    broker = InstalledRabbit.start(Duration.ofMinutes(30));
    redis = RedisProcess.start();
  }

  @AfterAll
  static void stop() {
    if (broker != null) {
      broker.close();
    }
    if (redis != null) {
      redis.close();
    }
  }

  @BeforeEach
  void open() {
    opened = new RealJob(name, Objects.requireNonNull(broker).uri(), ledger());
    opened.fill(1);
    opened.seal();
  }

  @AfterEach
  void close() {
    workers.forEach(Process::destroyForcibly);
    ids.forEach(Orphans::kill);
    Objects.requireNonNull(opened).close();
  }

  @Test
  void afterAKillNothingIsLeftWhenTheNextAttemptStarts() throws Exception {
    Process first = worker();
    List<Long> pids = awaitFirstAttempt();
    Process second = worker();
    signal("KILL", List.of(first.pid()));
    assertThat(second.waitFor()).isZero();
    assertThat(folder.resolve("left")).doesNotExist();
    assertThat(pids).noneMatch(HandlerEndsFirstFaultIT::runs);
    assertOneCommit();
  }

  @Test
  void ofAFrozenWorkerNothingIsLeftWhenTheNextAttemptStartsNorAfterTheThaw() throws Exception {
    Process first = worker();
    List<Long> pids = awaitFirstAttempt();
    Process second = worker();
    signal("STOP", List.of(first.pid()));
    assertThat(second.waitFor()).isZero();
    assertThat(folder.resolve("left")).doesNotExist();
    signal("CONT", List.of(first.pid()));
    assertThat(pids).noneMatch(HandlerEndsFirstFaultIT::runs);
    assertThat(first.waitFor()).isZero();
    assertOneCommit();
  }

  /** Its guard and its command are frozen with it. */
  @Test
  void ofAFrozenMachineNothingIsLeftASecondAfterTheThaw() throws Exception {
    Process first = worker();
    List<Long> pids = awaitFirstAttempt();
    Process second = worker();
    List<Long> machine = new ArrayList<>(List.of(first.pid()));
    first.descendants().forEach(each -> machine.add(each.pid()));
    signal("STOP", machine);
    assertThat(second.waitFor()).isZero();
    signal("CONT", machine);
    await()
        .atMost(Duration.ofSeconds(1))
        .pollInterval(Duration.ofMillis(10))
        .until(() -> pids.stream().noneMatch(HandlerEndsFirstFaultIT::runs));
    assertThat(first.waitFor()).isZero();
    assertOneCommit();
  }

  private void assertOneCommit() {
    JobSummary job = Objects.requireNonNull(opened).summary().orElseThrow();
    assertThat(job.done()).isEqualTo(1);
    assertThat(job.failed()).isZero();
    assertThat(Objects.requireNonNull(opened).results())
        .singleElement()
        .satisfies(result -> assertThat(result.output().text()).matches("attempt [23]\n"));
  }

  private Process worker() throws IOException {
    String id = "worker-" + UUID.randomUUID();
    ids.add(id);
    ProcessBuilder start =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                WorkerMain.class.getName(),
                "--job",
                name,
                "--id",
                id,
                "--",
                "sh",
                "-c",
                SCRIPT,
                "sh",
                folder.toString(),
                "{}")
            .redirectInput(new File("/dev/null"))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .directory(folder.toFile());
    // Not as options: a password would be seen in the process list.
    start.environment().put("GLEANER_BROKER", Objects.requireNonNull(broker).uri());
    start.environment().put("GLEANER_LEDGER", ledger().toString());
    Process worker = start.start();
    workers.add(worker);
    return worker;
  }

  private List<Long> awaitFirstAttempt() throws IOException {
    Path file = folder.resolve("pids");
    // Of the shells' own making, whole lines: a program that moved the file into place would still
    // be a descendant when the file is there, and be gone when it is to be signalled.
    List<String> lines =
        await()
            .atMost(Duration.ofMinutes(1))
            .until(() -> Files.exists(file) ? linesOf(file) : List.of(), read -> read.size() == 2);
    List<Long> pids = new ArrayList<>();
    for (String line : lines) {
      for (String word : line.split(" ", -1)) {
        pids.add(Long.valueOf(word));
      }
    }
    assertThat(pids).hasSize(4).allMatch(HandlerEndsFirstFaultIT::runs);
    return pids;
  }

  private static List<String> linesOf(Path file) throws IOException {
    return Files.readString(file).lines().toList();
  }

  private static void signal(String signal, List<Long> pids) throws Exception {
    List<String> command = new ArrayList<>(List.of("kill", "-" + signal));
    pids.forEach(pid -> command.add(Long.toString(pid)));
    Process kill = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(kill.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(kill.waitFor()).as(said).isZero();
  }

  private static boolean runs(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
      char state = stat.charAt(stat.lastIndexOf(')') + 2);
      return state != 'Z' && state != 'X';
    } catch (IOException gone) {
      return false;
    }
  }

  private static URI ledger() {
    return Objects.requireNonNull(redis).uri();
  }
}
