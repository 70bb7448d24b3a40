package io.gleaner.worker.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gleaner.failure.ExitCode;
import io.gleaner.ledger.JobSpec;
import io.gleaner.worker.state.WorkerSettings;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Workers that take short items ahead (ADR 0039). */
class WorkerBatchTest extends WorkerCase {
  @Test
  void shortItemsAreTakenInBatchesAndNoMoreOfThemRunAtOnce() throws Exception {
    open(JobSpec.of("p"), 3_000);
    FakeHandler handler = FakeHandler.quick();
    assertThat(run(worker(handler, 2)).get()).isEqualTo(ExitCode.COMPLETE);
    assertThat(handler.attempts()).hasSize(3_000);
    assertThat(handler.attempts())
        .allSatisfy(attempt -> assertThat(attempt.assignment().slot()).isBetween(1, 2));
    assertThat(server.state().done()).hasSize(3_000);
    assertThat(server.state().grants()).isEmpty();
    assertThat(server.mostLeases()).isGreaterThan(20);
  }

  @Test
  void whatWaitsBehindALongItemGoesBackSoThatOthersCanRunIt() throws Exception {
    open(JobSpec.of("p"), 2_000);
    FakeHandler stuck = FakeHandler.patientWith(1_000);
    Future<ExitCode> first = run(worker(stuck, 1));
    await().until(() -> !stuck.attemptsOf(1_000).isEmpty());
    FakeHandler other = FakeHandler.quick();
    Future<ExitCode> second =
        run(worker("v", other, 1, server.connect(), WorkerSettings.UNLIMITED));
    await().until(() -> server.state().done().size() == 1_999);
    assertThat(first.isDone()).isFalse();
    assertThat(server.state().leases()).containsOnlyKeys(1_000L);
    stuck.attemptsOf(1_000).get(0).done();
    assertThat(first.get()).isEqualTo(ExitCode.COMPLETE);
    assertThat(second.get()).isEqualTo(ExitCode.COMPLETE);
    assertThat(stuck.attempts().size() + other.attempts().size()).isEqualTo(2_000);
  }

  @Test
  void askedToStopItGivesBackWhatWaitsBehindWhatRuns() throws Exception {
    open(JobSpec.of("p"), 2_000);
    FakeHandler handler = FakeHandler.patientWith(1_000);
    Worker worker = worker(handler, 1);
    Future<ExitCode> exit = run(worker);
    await().until(() -> !handler.attemptsOf(1_000).isEmpty());
    worker.stop(LONG_DRAIN);
    await().until(() -> queue.size() + server.state().done().size() == 1_999);
    handler.attemptsOf(1_000).get(0).done();
    assertThat(exit.get()).isEqualTo(ExitCode.STOPPED);
    assertThat(server.state().done()).hasSize(handler.attempts().size());
    assertThat(server.state().histories().values()).allMatch(history -> history.attempts() == 0);
    assertThat(server.state().grants()).isEmpty();
  }
}
