package io.gleaner.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(value = OS.LINUX, disabledReason = "needs /proc")
class OrphansTest {
  private final String worker = UUID.randomUUID().toString();
  private final List<Process> started = new ArrayList<>();

  @AfterEach
  void end() {
    started.forEach(Process::destroyForcibly);
  }

  @Test
  void everyProcessOfTheWorkerIsKilledAndNoOther() throws Exception {
    Process own = start(worker, "exec sleep 1000");
    Process longer = start(worker + "0", "exec sleep 1000");
    Process none = start("", "exec sleep 1000");
    assertThat(Orphans.kill(worker)).isEqualTo(1);
    assertThat(own.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(own.exitValue()).isEqualTo(137);
    assertThat(longer.isAlive()).isTrue();
    assertThat(none.isAlive()).isTrue();
  }

  @Test
  void processesThatKeepStartingOthersAreAllKilled() throws Exception {
    Process shell = start(worker, "while :; do setsid sleep 1000 & sleep 0.01; done");
    assertThat(Orphans.kill(worker)).isPositive();
    assertThat(shell.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(Orphans.kill(worker)).isZero();
  }

  @Test
  void aWorkerThatLeftNothingIsNoError() {
    assertThat(Orphans.kill(worker)).isZero();
  }

  private Process start(String id, String command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder("sh", "-c", "echo; " + command);
    builder.environment().put("GLEANER_WORKER", id);
    Process process = builder.start();
    started.add(process);
    // Its environment is its own from its first output on.
    assertThat(process.getInputStream().read()).isEqualTo('\n');
    return process;
  }
}
