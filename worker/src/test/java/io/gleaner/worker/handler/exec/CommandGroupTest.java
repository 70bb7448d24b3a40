package io.gleaner.worker.handler.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gleaner.item.Bytes;
import io.gleaner.process.Orphans;
import io.gleaner.worker.handler.Ending;
import io.gleaner.worker.handler.Ending.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Nothing of an item outlives its ending. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CommandGroupTest {
  private static final String CHILDREN =
      "sleep 1000 & (sleep 1001 & sleep 1002 & echo $$ $! >>\"$1\"; wait) & echo $! >>\"$1\"; ";

  @TempDir Path folder;

  @AfterEach
  void nothingIsLeftOver() {
    Orphans.kill(Commands.WORKER);
  }

  @Test
  void childrenLeftInTheBackgroundDieWithTheCommand() throws Exception {
    try (Commands commands = Commands.of("sh", "-c", "sleep 1000 & sleep 1001 & jobs -p", "sh")) {
      Ending ending = commands.run("");
      assertThat(ending.kind()).isEqualTo(Kind.DONE);
      assertThat(Commands.pids(ending.output())).hasSize(2).noneMatch(Commands::runs);
    }
  }

  @Test
  void killEndsTheWholeGroup() throws Exception {
    Path pids = folder.resolve("pids");
    try (Commands commands = Commands.of("sh", "-c", CHILDREN + "wait", "sh")) {
      Commands.Started started = commands.start(Bytes.utf8(pids.toString()));
      List<Long> running = awaitPids(pids, 3);
      started.run().kill();
      Ending ending = started.ending().get(30, TimeUnit.SECONDS);
      assertThat(ending.error()).isEqualTo("killed by signal 9 (SIGKILL)");
      assertThat(running).noneMatch(Commands::runs);
      started.run().kill();
      started.run().terminate();
    }
  }

  @Test
  void terminateAsksTheWholeGroup() throws Exception {
    Path pids = folder.resolve("pids");
    String command = "trap 'echo asked; exit 9' TERM; " + CHILDREN + "wait; wait";
    try (Commands commands = Commands.of("sh", "-c", command, "sh")) {
      Commands.Started started = commands.start(Bytes.utf8(pids.toString()));
      List<Long> running = awaitPids(pids, 3);
      started.run().terminate();
      Ending ending = started.ending().get(30, TimeUnit.SECONDS);
      assertThat(ending.exitCode()).isEqualTo(9);
      assertThat(ending.output().text()).isEqualTo("asked\n");
      assertThat(running).noneMatch(Commands::runs);
    }
  }

  @Test
  void aRunThatIsStoppedAtOnceStillEndsOnce() throws Exception {
    try (Commands commands = Commands.of("sleep")) {
      for (int i = 0; i < 50; i++) {
        Commands.Started started = commands.start(Bytes.utf8("1000"));
        started.run().terminate();
        assertThat(started.ending().get(30, TimeUnit.SECONDS).kind()).isEqualTo(Kind.FAILED);
      }
    }
  }

  @Test
  void closingEndsWhatRuns() throws Exception {
    Commands commands = Commands.of("sleep");
    Commands.Started first = commands.start(Bytes.utf8("1000"));
    Commands.Started second = commands.start(Bytes.utf8("1000"));
    commands.close();
    assertThat(first.ending()).isDone();
    assertThat(second.ending()).isDone();
  }

  @Test
  void aProcessThatLeftTheGroupAndHoldsTheOutputHoldsNothingUp() throws Exception {
    Path pids = folder.resolve("pids");
    try (Commands commands = Commands.of("sh", "-c", escaping("exec sleep 1000"), "sh")) {
      Ending ending = commands.run(pids.toString());
      assertThat(ending.kind()).isEqualTo(Kind.DONE);
      assertThat(ending.output().text()).isEqualTo("own\n");
      assertThat(read(pids)).hasSize(1).allMatch(Commands::runs);
    }
    assertThat(Orphans.kill(Commands.WORKER)).isEqualTo(1);
    assertThat(read(pids)).noneMatch(Commands::runs);
  }

  @Test
  void aProcessThatLeftTheGroupAndWritesForEverHoldsNothingUp() throws Exception {
    Path pids = folder.resolve("pids");
    try (Commands commands = Commands.of("sh", "-c", escaping("exec yes >&2"), "sh")) {
      Ending ending = commands.run(pids.toString());
      assertThat(ending.kind()).isEqualTo(Kind.DONE);
      assertThat(ending.output().text()).isEqualTo("own\n");
    }
  }

  @Test
  void whenItsTimeIsUpACommandIsAskedToStop() throws Exception {
    ExecSettings settings = Commands.settings(Duration.ofMillis(300), 1000);
    try (Commands commands =
        Commands.of(settings, false, "sh", "-c", "trap 'exit 0' TERM; sleep 1000 & wait")) {
      Ending ending = commands.run("");
      assertThat(ending.kind()).isEqualTo(Kind.FAILED);
      assertThat(ending.error()).isEqualTo("timed out after 0.3s");
      assertThat(ending.durationMillis()).isBetween(300L, 20_000L);
    }
  }

  @Test
  void aCommandThatIgnoresBeingAskedIsKilledAfterTheGracePeriod() throws Exception {
    ExecSettings settings = Commands.settings(Duration.ofMillis(100), 1000);
    try (Commands commands =
        Commands.of(settings, false, "perl", "-e", "$SIG{TERM}='IGNORE'; sleep 1 while 1")) {
      Ending ending = commands.run("");
      assertThat(ending.kind()).isEqualTo(Kind.FAILED);
      assertThat(ending.error()).isEqualTo("timed out after 0.1s");
      assertThat(ending.exitCode()).isEqualTo(137);
      assertThat(ending.durationMillis()).isGreaterThanOrEqualTo(300);
    }
  }

  /** A shell command whose child leaves the group before the shell itself ends. */
  private static String escaping(String child) {
    return "setsid sh -c 'echo $$ >\"$1\"; "
        + child
        + "' sh \"$1\" & "
        + "until [ -s \"$1\" ]; do :; done; echo own";
  }

  private static List<Long> awaitPids(Path file, int count) {
    await().until(() -> Files.exists(file) && read(file).size() >= count);
    return read(file);
  }

  private static List<Long> read(Path file) {
    try {
      return Commands.pids(Bytes.wrap(Files.readAllBytes(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
