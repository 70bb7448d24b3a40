package io.gleaner.worker.handler.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HandlerGuardTest extends GuardCase {
  private static final String FAR = "1000000";
  private static final String TWO_SLEEPS =
      "sleep 1000 & echo $! >%1$s.new; echo $$ >>%1$s.new; mv %1$s.new %1$s; wait";
  private static final String ESCAPED =
      "setsid sleep 1000 & echo $! >%1$s.new; mv %1$s.new %1$s; wait";

  @TempDir Path folder;

  @Test
  void handlersDieWithAWorkerThatIsKilled() throws Exception {
    Process worker = worker(FAR, "guarded", TWO_SLEEPS);
    List<Long> handlers = awaitPids(2);
    long guard = guardOf(worker.inputReader());
    worker.destroyForcibly();
    Looks.awaitEnd(handlers);
    Looks.awaitEnd(List.of(guard));
    await().untilAsserted(() -> assertThat(Looks.groupMembers(guard)).isEmpty());
  }

  @Test
  void aHandlerThatTheGuardWasNotToldOfDiesToo() throws Exception {
    Process worker = worker(FAR, "untold", TWO_SLEEPS);
    List<Long> handlers = awaitPids(2);
    worker.destroyForcibly();
    Looks.awaitEnd(handlers);
  }

  @Test
  void aHandlerThatLeftItsGroupDiesToo() throws Exception {
    Process worker = worker(FAR, "guarded", ESCAPED);
    List<Long> handlers = awaitPids(1);
    worker.destroyForcibly();
    Looks.awaitEnd(handlers);
  }

  @Test
  void handlersOfAFrozenWorkerDieAtItsDeadlineAndTheGuardStays() throws Exception {
    Process worker = worker("1500", "guarded", TWO_SLEEPS);
    List<Long> handlers = awaitPids(2);
    BufferedReader output = worker.inputReader();
    long guard = guardOf(output);
    Looks.signal("STOP", worker.pid());
    Looks.awaitEnd(handlers);
    assertThat(Looks.runs(guard)).isTrue();
    assertThat(Looks.state(worker.pid())).isEqualTo("T");
    Looks.signal("CONT", worker.pid());
    assertThat(output.readLine()).isEqualTo("ended 137");
    assertThat(Looks.runs(guard)).isTrue();
  }

  @Test
  void signalsToTheWorkersGroupAndSessionDoNotReachTheGuard() throws Exception {
    Process worker = worker(FAR, "guarded", TWO_SLEEPS);
    List<Long> handlers = awaitPids(2);
    long guard = guardOf(worker.inputReader());
    for (String signal : List.of("INT", "TERM", "HUP")) {
      Looks.signal(signal, guard);
    }
    assertThat(Looks.field(guard, 2)).as("its group").isEqualTo(Long.toString(guard));
    assertThat(Looks.field(guard, 3)).as("its session").isEqualTo(Long.toString(guard));
    worker.destroyForcibly();
    Looks.awaitEnd(handlers);
  }

  @Test
  void aGuardThatDiedIsStartedAndToldAgain() throws Exception {
    Process worker = worker(FAR, "guarded", TWO_SLEEPS);
    List<Long> handlers = awaitPids(2);
    long guard = guardOf(worker.inputReader());
    Looks.signal("KILL", guard);
    await().until(() -> guardsOf(worker.pid()).stream().anyMatch(other -> other != guard));
    assertThat(handlers).allMatch(Looks::runs);
    worker.destroyForcibly();
    Looks.awaitEnd(handlers);
  }

  /** Without GLEANER_WORKER in its environment a handler is known by its group alone. */
  @Test
  void aGuardThatIsStartedAgainIsToldOfGroupsAndOfTheDeadline() throws Exception {
    try (HandlerGuard guard = HandlerGuard.start(id)) {
      Process handler = new ProcessBuilder("setsid", "sleep", "1000").start();
      workers.add(handler);
      await().until(() -> Looks.field(handler.pid(), 2).equals(Long.toString(handler.pid())));
      guard.add((int) handler.pid());
      guard.deadlineIn(Duration.ofHours(1));
      Looks.signal("KILL", guard.pid());
      guard.deadlineIn(Duration.ofMillis(100));
      Looks.awaitEnd(List.of(handler.pid()));
    }
  }

  @Test
  void anOrderlyEndKillsWhatIsLeftAndLeavesNothing() throws Exception {
    Process worker = worker(FAR, "guarded", TWO_SLEEPS);
    List<Long> handlers = awaitPids(2);
    BufferedReader output = worker.inputReader();
    long guard = guardOf(output);
    worker.getOutputStream().write('\n');
    worker.getOutputStream().flush();
    assertThat(Stream.of(output.readLine(), output.readLine()))
        .containsExactlyInAnyOrder("ended 137", "closed");
    assertThat(handlers).noneMatch(Looks::runs);
    assertThat(Looks.runs(guard)).isFalse();
    assertThat(worker.isAlive()).isTrue();
  }

  @Test
  void theGuardHoldsNothingOfTheWorkerButItsPipe() throws Exception {
    Process worker = worker(FAR, "guarded", TWO_SLEEPS);
    awaitPids(2);
    long guard = guardOf(worker.inputReader());
    try (Stream<Path> fds = Files.list(Path.of("/proc/" + guard + "/fd"))) {
      List<String> targets = fds.map(Looks::target).toList();
      assertThat(targets).filteredOn(target -> target.startsWith("pipe:")).hasSize(1);
      assertThat(targets)
          .filteredOn(target -> !target.startsWith("pipe:"))
          .allMatch(target -> target.equals("/dev/null"));
    }
    // Nobody else holds an end of its pipes, or the guard would never see the worker's end.
    List<String> pipes = new ArrayList<>();
    for (long each : Looks.groupMembers(guard)) {
      pipes.addAll(pipesOf(each));
    }
    assertThat(pipes.stream().distinct()).hasSize(2);
    for (long handler : awaitPids(2)) {
      assertThat(pipesOf(handler)).doesNotContainAnyElementsOf(pipes);
    }
  }

  @Test
  void anOverdueDeadlineIsMendedByALaterOne() throws Exception {
    try (HandlerGuard guard = HandlerGuard.start(id)) {
      guard.deadlineIn(Duration.ofMillis(1));
      guard.deadlineIn(Duration.ofHours(1));
      Process handler = new ProcessBuilder("setsid", "sleep", "1000").start();
      workers.add(handler);
      await().until(() -> Looks.field(handler.pid(), 2).equals(Long.toString(handler.pid())));
      guard.add((int) handler.pid());
      guard.deadlineIn(Duration.ZERO);
      Looks.awaitEnd(List.of(handler.pid()));
    }
  }

  @Test
  void aGroupThatWasRemovedIsLeftAlone() throws Exception {
    Process handler = new ProcessBuilder("setsid", "sleep", "1000").start();
    workers.add(handler);
    await().until(() -> Looks.field(handler.pid(), 2).equals(Long.toString(handler.pid())));
    try (HandlerGuard guard = HandlerGuard.start(id)) {
      guard.add((int) handler.pid());
      guard.add((int) handler.pid() + 1_000_000);
      guard.remove((int) handler.pid());
    }
    assertThat(handler.isAlive()).isTrue();
  }

  @Test
  void anIdThatCannotBeLookedForIsRefused() {
    assertThatThrownBy(() -> HandlerGuard.start("a b"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private Process worker(String deadline, String told, String command) throws IOException {
    Process worker =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                GuardedWorker.class.getName(),
                id,
                deadline,
                told,
                String.format(command, folder.resolve("pids")))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    workers.add(worker);
    return worker;
  }

  private List<Long> awaitPids(int count) throws IOException {
    Path file = folder.resolve("pids");
    // A Java machine starts first, which takes its time where others use the processors.
    await().atMost(Duration.ofSeconds(60)).until(() -> Files.exists(file));
    List<Long> pids = Files.readAllLines(file).stream().map(Long::valueOf).toList();
    assertThat(pids).hasSize(count).allMatch(Looks::runs);
    return pids;
  }

  private static List<String> pipesOf(long pid) throws IOException {
    try (Stream<Path> fds = Files.list(Path.of("/proc/" + pid + "/fd"))) {
      return fds.map(Looks::target).filter(target -> target.startsWith("pipe:")).toList();
    }
  }

  private static long guardOf(BufferedReader output) throws IOException {
    return Long.parseLong(output.readLine().replace("guard ", ""));
  }

  private static List<Long> guardsOf(long worker) {
    return ProcessHandle.of(worker).stream()
        .flatMap(ProcessHandle::children)
        .map(ProcessHandle::pid)
        .filter(pid -> Looks.commandLine(pid).contains("gleaner-guard"))
        .filter(Looks::runs)
        .toList();
  }
}
