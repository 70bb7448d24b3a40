package io.gleaner.worker.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.failure.ExitCode;
import io.gleaner.ledger.Result;
import io.gleaner.queue.QueueAdmin;
import io.gleaner.servers.InstalledRabbit;
import io.gleaner.servers.RabbitServer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** An item that hangs at one worker is started at another, on real servers. */
class BackupIT extends OnRealServers {
  private static final int STRAGGLER = 0;
  private static final int OTHERS = 20;

  private FakeHandler slow = FakeHandler.patient();
  private FakeHandler quick = FakeHandler.patientWith(STRAGGLER);

  @Override
  protected RabbitServer startBroker() {
    return InstalledRabbit.start(Duration.ofMinutes(30));
  }

  @Test
  void theBackupWinsAndTheFirstHandlerIsKilled() throws Exception {
    List<Future<ExitCode>> workers = withTwoAttempts();
    quick.attempts().get(OTHERS).done();
    assertThat(codes(workers)).containsOnly(ExitCode.COMPLETE);
    assertThat(slow.attempts().get(0).stopped()).isTrue();
    assertThat(straggler().worker()).isEqualTo("b");
    assertThat(straggler().attempt()).isEqualTo(2);
  }

  @Test
  void theFirstWinsAndTheBackupIsKilled() throws Exception {
    List<Future<ExitCode>> workers = withTwoAttempts();
    slow.attempts().get(0).done();
    assertThat(codes(workers)).containsOnly(ExitCode.COMPLETE);
    assertThat(quick.attempts().get(OTHERS).stopped()).isTrue();
    assertThat(straggler().worker()).isEqualTo("a");
    assertThat(straggler().attempt()).isEqualTo(1);
  }

  @Test
  void theFirstGoesOnWhenTheBackupFails() throws Exception {
    List<Future<ExitCode>> workers = withTwoAttempts();
    quick.attempts().get(OTHERS).failed();
    until(() -> job().summary().orElseThrow().retries() == 1);
    assertThat(slow.attempts().get(0).stopped()).isFalse();
    slow.attempts().get(0).done();
    assertThat(codes(workers)).containsOnly(ExitCode.COMPLETE);
    assertThat(quick.attemptsOf(STRAGGLER)).hasSize(1);
    assertThat(straggler().worker()).isEqualTo("a");
  }

  /** The straggler hangs at worker a, and worker b has done all others and started its backup. */
  private List<Future<ExitCode>> withTwoAttempts() {
    slow = FakeHandler.patient();
    quick = FakeHandler.patientWith(STRAGGLER);
    open("backup", true);
    job().fill(1);
    Future<ExitCode> a = job().work("a", 1, slow);
    until(() -> slow.attempts().size() == 1);
    Future<ExitCode> b = job().work("b", 1, quick);
    job().fill(OTHERS);
    job().seal();
    until(() -> !quick.attemptsOf(STRAGGLER).isEmpty());
    assertThat(quick.attempts()).hasSize(OTHERS + 1);
    assertThat(slow.attempts()).hasSize(1).noneMatch(FakeHandler.Attempt::stopped);
    return List.of(a, b);
  }

  private static List<ExitCode> codes(List<Future<ExitCode>> workers) throws Exception {
    return List.of(workers.get(0).get(), workers.get(1).get());
  }

  /** Its one result; the Job has one for each item, and nothing is left in the queue. */
  private Result straggler() {
    assertThat(job().results()).hasSize(OTHERS + 1);
    until(() -> job().admin().depth().equals(new QueueAdmin.Depth(0, 0, 0)));
    return job().results().stream()
        .filter(result -> result.index() == STRAGGLER)
        .findAny()
        .orElseThrow();
  }
}
