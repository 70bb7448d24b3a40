package io.gleaner.coordinator.launch.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.gleaner.config.Endpoints;
import io.gleaner.config.JobName;
import io.gleaner.coordinator.launch.LaunchedWorker;
import io.gleaner.coordinator.launch.WorkerOrder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Real processes; a shell stands in for the worker. Its $7 is the worker's id. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "looks into /proc")
class ProcessLauncherTest {
  private static final Duration GRACE = Duration.ofSeconds(20);

  @TempDir private Path logs;
  private final Witness witness = new Witness();
  private final List<ProcessLauncher> launchers = new ArrayList<>();

  static WorkerOrder order() {
    return new WorkerOrder(
        new JobName("pi"),
        "u-1",
        Endpoints.of("amqp://me:secret1@localhost:1", "redis://:secret2@localhost:2"),
        List.of("--concurrency", "2", "a b"),
        Path.of("/the command"));
  }

  @AfterEach
  void close() {
    launchers.forEach(ProcessLauncher::close);
  }

  @Test
  void theExitCodeIsTheWorkersOwnAndIsToldOnce() {
    ProcessLauncher launcher = launcher("exit $((3 + 4))", GRACE);
    LaunchedWorker worker = launcher.launch(order());
    witness.awaitCount(worker.id(), 1);
    launcher.close();
    assertThat(witness.of(worker.id())).containsExactly("exit 7");
  }

  @Test
  void aSignalledWorkerEndsWith128AndTheSignal() {
    ProcessLauncher launcher = launcher("echo up >&2; exec sleep 1000", GRACE);
    LaunchedWorker stopped = launcher.launch(order());
    LaunchedWorker killed = launcher.launch(order());
    witness.awaitCount(stopped.id(), 1);
    witness.awaitCount(killed.id(), 1);
    launcher.stop(stopped.id());
    launcher.kill(killed.id());
    assertThat(witness.awaitCount(stopped.id(), 2)).containsExactly("up", "exit 143");
    assertThat(witness.awaitCount(killed.id(), 2)).containsExactly("up", "exit 137");
    launcher.stop(stopped.id());
    launcher.kill("nobody");
  }

  @Test
  void theWorkerGetsItsOrderAsArgumentsAndTheServersInItsEnvironmentOnly() throws Exception {
    ProcessLauncher launcher =
        launcher(
            "printf '%s\\n' \"$@\" $GLEANER_BROKER $GLEANER_LEDGER >&2; "
                + "tr '\\0' ' ' </proc/$$/cmdline >&2; echo >&2",
            GRACE);
    LaunchedWorker worker = launcher.launch(order());
    List<String> lines = witness.awaitCount(worker.id(), 16);
    assertThat(lines.subList(0, 14))
        .containsExactly(
            "worker",
            "--job",
            "pi",
            "--uid",
            "u-1",
            "--id",
            worker.id(),
            "--launched",
            "--concurrency",
            "2",
            "a b",
            "--command-file",
            "/the command",
            "amqp://me:secret1@localhost:1");
    assertThat(lines.get(14)).isEqualTo("redis://:secret2@localhost:2");
    assertThat(lines.get(15)).contains("--uid u-1").doesNotContain("secret");
  }

  @Test
  void standardErrorComesWholeAndInOrderBeforeTheEnd() throws Exception {
    LaunchedWorker worker =
        launcher("seq 20000 >&2; printf 'é, and no line end' >&2; exit 1", GRACE).launch(order());
    List<String> expected =
        new ArrayList<>(IntStream.rangeClosed(1, 20_000).mapToObj(Integer::toString).toList());
    expected.add("é, and no line end");
    String log = String.join("\n", expected);
    expected.add("exit 1");
    assertThat(witness.awaitCount(worker.id(), expected.size())).isEqualTo(expected);
    assertThat(logs.resolve(worker.id() + ".log"))
        .content(StandardCharsets.UTF_8)
        .startsWith(log + "\n");
  }

  @Test
  void theLogSaysHowTheWorkerEnded() {
    LaunchedWorker worker = launcher("kill -9 $$", GRACE).launch(order());
    assertThat(witness.awaitCount(worker.id(), 1)).containsExactly("exit 137");
    assertThat(logs.resolve(worker.id() + ".log"))
        .content(StandardCharsets.UTF_8)
        .contains("gleaner: " + worker.id() + " ended with exit code 137 at ");
  }

  @Test
  void standardOutputGoesToTheLogAlone() {
    LaunchedWorker worker =
        launcher("echo out; echo err >&2; echo out again", GRACE).launch(order());
    assertThat(witness.awaitCount(worker.id(), 2)).containsExactly("err", "exit 0");
    assertThat(logs.resolve(worker.id() + ".log"))
        .content(StandardCharsets.UTF_8)
        .contains("out\n", "err\n", "out again\n");
  }

  @Test
  void theWorkerSeesItsLaunchersDeathAsTheEndOfItsInput() throws Exception {
    Path mark = logs.resolve("seen");
    Process launcher =
        SmallLauncher.start(
            logs, "touch '" + mark + ".up'; cat; echo end of input > '" + mark + "'");
    try {
      long pid = Long.parseLong(launcher.inputReader(StandardCharsets.UTF_8).readLine());
      ProcessHandle worker = ProcessHandle.of(pid).orElseThrow();
      await().until(() -> Files.exists(Path.of(mark + ".up")));
      assertThat(worker.isAlive()).isTrue();
      assertThat(mark).doesNotExist();
      launcher.destroyForcibly().waitFor();
      await().until(() -> Files.exists(mark) && Files.size(mark) > 0);
      await().until(() -> !runs(pid));
    } finally {
      launcher.destroyForcibly();
    }
  }

  @Test
  void theWorkerHasASessionOfItsOwnSoThatCtrlCDoesNotReachIt() throws Exception {
    ProcessLauncher launcher = launcher("echo $$ >&2; exec sleep 1000", GRACE);
    LaunchedWorker worker = launcher.launch(order());
    long pid = worker.pid().orElseThrow();
    assertThat(witness.awaitCount(worker.id(), 1)).containsExactly(Long.toString(pid));
    assertThat(session(pid)).isEqualTo(pid).isNotEqualTo(session(ProcessHandle.current().pid()));
  }

  @Test
  void whatTheWorkerLeftIsKilledBeforeItsEndIsTold() {
    AtomicBoolean leftWhenTold = new AtomicBoolean();
    Witness[] own = new Witness[1];
    own[0] = new Witness(id -> leftWhenTold.set(runs(Long.parseLong(own[0].of(id).get(0)))));
    LaunchedWorker worker =
        // A process has its environment once it has executed its program: only then it is left.
        launcher(
                own[0],
                "GLEANER_WORKER=$7 setsid sh -c 'echo $$ >&2; echo up; exec sleep 1000'"
                    + " | { read -r up; kill -9 $$; }",
                GRACE)
            .launch(order());
    List<String> told = own[0].awaitCount(worker.id(), 2);
    assertThat(told).hasSize(2).endsWith("exit 137");
    assertThat(leftWhenTold).isFalse();
    assertThat(runs(Long.parseLong(told.get(0)))).isFalse();
  }

  @Test
  void aStrangerThatKeepsStandardErrorOpenDoesNotHideTheEnd() {
    LaunchedWorker worker = launcher("sleep 1000 & echo $! >&2; exit 4", GRACE).launch(order());
    List<String> told = witness.awaitCount(worker.id(), 2);
    ProcessHandle.of(Long.parseLong(told.get(0))).orElseThrow().destroyForcibly();
    assertThat(told.get(1)).isEqualTo("exit 4");
  }

  @Test
  void closingStopsGracefully() {
    ProcessLauncher launcher =
        launcher(
            "trap 'echo bye >&2; exit 75' TERM; echo up >&2; while :; do sleep 0.01; done", GRACE);
    LaunchedWorker worker = launcher.launch(order());
    witness.awaitCount(worker.id(), 1);
    launcher.close();
    assertThat(witness.of(worker.id())).containsExactly("up", "bye", "exit 75");
    assertThatThrownBy(() -> launcher.launch(order())).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void closingKillsWhoDoesNotStop() {
    ProcessLauncher launcher =
        launcher("trap '' TERM; echo up >&2; while :; do sleep 0.01; done", Duration.ofMillis(50));
    LaunchedWorker worker = launcher.launch(order());
    witness.awaitCount(worker.id(), 1);
    launcher.close();
    assertThat(witness.of(worker.id())).containsExactly("up", "exit 137");
    assertThat(runs(worker.pid().orElseThrow())).isFalse();
  }

  @Test
  void anInterruptedClosingKillsAtOnceAndStaysInterrupted() {
    ProcessLauncher launcher =
        launcher("trap '' TERM; echo up >&2; while :; do sleep 0.01; done", Duration.ofHours(1));
    LaunchedWorker worker = launcher.launch(order());
    witness.awaitCount(worker.id(), 1);
    Thread.currentThread().interrupt();
    launcher.close();
    assertThat(Thread.interrupted()).isTrue();
    assertThat(witness.of(worker.id())).containsExactly("up", "exit 137");
  }

  @Test
  void aProgramThatIsNotThereIsAFailedWorker() {
    ProcessLauncher launcher = launcher(witness, new WorkerProgram(List.of("/no/such")), GRACE);
    LaunchedWorker worker = launcher.launch(order());
    assertThat(witness.awaitCount(worker.id(), 2)).last().asString().matches("exit 12[67]");
  }

  @Test
  void idsAreReadableAndNeverTheSame() {
    WorkerIds ids = new WorkerIds("häuser 1.example.org\n", 42);
    Set<String> seen = new HashSet<>();
    for (int i = 1; i <= 1000; i++) {
      String id = ids.next();
      assertThat(id).matches("h_user_1-42-" + i + "-[0-9a-f]{4}");
      assertThat(seen.add(id)).isTrue();
    }
    assertThat(new WorkerIds("", 42).next()).startsWith("worker-42-1-");
  }

  private ProcessLauncher launcher(String script, Duration grace) {
    return launcher(witness, script, grace);
  }

  private ProcessLauncher launcher(Witness listener, String script, Duration grace) {
    List<String> standIn = List.of("/bin/sh", "-c", script, "stand-in");
    return launcher(listener, new WorkerProgram(standIn), grace);
  }

  private ProcessLauncher launcher(Witness listener, WorkerProgram program, Duration grace) {
    ProcessLauncher made = new ProcessLauncher(new ProcessSettings(program, logs, grace), listener);
    launchers.add(made);
    return made;
  }

  private static long session(long pid) throws IOException {
    String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
    // After the name, which may contain anything: state, parent, group, session.
    return Long.parseLong(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[3]);
  }

  /** Whether it is running: an ended one that nobody has taken care of yet is not. */
  private static boolean runs(long pid) {
    return ProcessHandle.of(pid).filter(p -> p.info().commandLine().isPresent()).isPresent();
  }
}
