package io.gleaner.coordinator.control.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gleaner.coordinator.control.Kind;
import io.gleaner.coordinator.control.ObjectKey;
import io.gleaner.coordinator.control.Owner;
import io.gleaner.coordinator.control.Program;
import io.gleaner.coordinator.control.ProgramRunner.Sight;
import io.gleaner.coordinator.control.WorkerRecord;
import io.gleaner.coordinator.job.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NullMarked
class ProcessRunnerTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private Path folder;

  @Test
  void theEndAndTheOutputOfAProgramAreKept() throws IOException {
    WorkerRecord worker = worker();

    assertThat(runner().look(worker)).isEqualTo(new Sight.Unstarted());
    runner().start(worker, shell("echo out; echo err >&2; echo $JOB_COMPLETION_INDEX $A; exit 7"));

    assertThat(end(worker).exitCode()).isEqualTo(7);
    assertThat(Files.readString(Path.of(worker.logFile()))).isEqualTo("out\nerr\n3 b c\n");
  }

  @Test
  void aSignalIsAnExitCodeToo() {
    WorkerRecord worker = worker();
    runner().start(worker, shell("kill -9 $$"));

    assertThat(end(worker).exitCode()).isEqualTo(137);
  }

  @Test
  void aProgramThatIsNotThereSaysSoInItsLog() throws IOException {
    WorkerRecord worker = worker();
    runner().start(worker, new Program("c", List.of("/no/such program"), Map.of(), null, 30));

    assertThat(end(worker).exitCode()).isEqualTo(127);
    assertThat(Files.readString(Path.of(worker.logFile()))).contains("/no/such program");
  }

  @Test
  void aStartIsMadeOnceHoweverOftenItIsAskedFor() throws IOException {
    WorkerRecord worker = worker();
    Program program = shell("echo started; read -r line < " + fifo());
    for (int i = 0; i < 5; i++) {
      runner().start(worker, program);
    }
    awaitLog(worker, "started\n");

    runner().kill(worker);

    assertThat(end(worker).exitCode()).isNull();
    assertThat(Files.readString(Path.of(worker.logFile()))).isEqualTo("started\n");
  }

  @Test
  void aRunningProgramIsFoundByAnotherRunnerAndStopped() throws IOException {
    WorkerRecord worker = worker();
    runner().start(worker, shell("trap 'echo asked; exit 5' TERM; echo up; read -r l < " + fifo()));
    awaitLog(worker, "up\n");
    assertThat(runner().look(worker)).isInstanceOf(Sight.Running.class);

    assertThat(runner().stop(worker)).isTrue();

    assertThat(end(worker).exitCode()).isEqualTo(5);
    assertThat(Files.readString(Path.of(worker.logFile()))).endsWith("asked\n");
  }

  @Test
  void aProgramThatIsStoppedBeforeItsStartNeverStarts() throws IOException {
    WorkerRecord worker = worker();

    assertThat(runner().stop(worker)).isTrue();
    runner().start(worker, shell("echo started"));

    assertThat(end(worker).exitCode()).isEqualTo(143);
    assertThat(Path.of(worker.logFile())).doesNotExist();
  }

  @Test
  void whatAProgramLeavesEndsWithIt() throws IOException {
    WorkerRecord worker = worker();
    runner().start(worker, shell("read -r l < " + fifo() + " & echo $!"));

    end(worker);

    long left = Long.parseLong(Files.readString(Path.of(worker.logFile())).strip());
    await().atMost(PATIENCE).until(() -> Optional.of(left).flatMap(ProcessHandle::of).isEmpty());
  }

  @Test
  void aRestartIsAStartOfItsOwn() {
    WorkerRecord first = worker();
    runner().start(first, shell("exit 1"));
    end(first);
    WorkerRecord second = first.in(WorkerRecord.Phase.PENDING, 1, null);

    assertThat(runner().look(second)).isEqualTo(new Sight.Unstarted());
    runner().start(second, shell("exit 0"));

    assertThat(end(second).exitCode()).isZero();
    runner().forget(second);
    assertThat(folder.resolve(second.uid())).doesNotExist();
  }

  private Path fifo() throws IOException {
    Path fifo = folder.resolve(UUID.randomUUID().toString());
    try {
      assertThat(new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor()).isZero();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
    return fifo;
  }

  private static void awaitLog(WorkerRecord worker, String text) {
    Path log = Path.of(worker.logFile());
    await().atMost(PATIENCE).until(() -> Files.exists(log) && Files.readString(log).equals(text));
  }

  /** A new one each time, as after a restart of the coordinator. */
  private ProcessRunner runner() {
    return new ProcessRunner(folder, System.getenv(), Clock.systemUTC());
  }

  private Sight.Ended end(WorkerRecord worker) {
    await().atMost(PATIENCE).until(() -> runner().look(worker) instanceof Sight.Ended);
    return (Sight.Ended) runner().look(worker);
  }

  private static Program shell(String script) {
    return new Program("c", List.of("/bin/sh", "-c", script), Map.of("A", "b c"), null, 30);
  }

  private WorkerRecord worker() {
    String uid = UUID.randomUUID().toString();
    return new WorkerRecord(
        "pi-3-abcde",
        uid,
        new Owner(new ObjectKey(Kind.JOB, "pi"), "u"),
        0,
        new Place(3, 0, 0),
        Instant.EPOCH,
        null,
        "host",
        runner().logFile(uid),
        WorkerRecord.Phase.PENDING,
        0,
        null);
  }
}
