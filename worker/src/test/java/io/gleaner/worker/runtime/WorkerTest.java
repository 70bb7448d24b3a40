package io.gleaner.worker.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.gleaner.failure.ErrorKind;
import io.gleaner.failure.ExitCode;
import io.gleaner.failure.GleanerException;
import io.gleaner.ledger.JobSpec;
import io.gleaner.ledger.LedgerState;
import io.gleaner.retry.FailurePolicy;
import io.gleaner.retry.RetryPolicy;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkerTest extends WorkerCase {
  @Test
  void itWorksOnEveryItemOnceAndLeavesWithTheVerdict() throws Exception {
    open(JobSpec.of("p"), 20);
    FakeHandler handler = FakeHandler.quick();
    assertThat(run(worker(handler, 3)).get()).isEqualTo(ExitCode.COMPLETE);
    assertThat(handler.attempts())
        .extracting(attempt -> attempt.assignment().item())
        .containsExactlyInAnyOrderElementsOf(bodies(20));
    assertThat(handler.attempts())
        .allSatisfy(
            attempt -> {
              assertThat(attempt.assignment().job()).isEqualTo("job");
              assertThat(attempt.assignment().attempt()).isEqualTo(1);
              assertThat(attempt.assignment().slot()).isBetween(1, 3);
            });
    assertThat(server.state().done()).hasSize(20);
    assertThat(server.state().workers()).isEmpty();
    assertThat(queue.size()).isZero();
  }

  @Test
  void itRunsAsManyItemsAtOnceAsItHasSlots() throws Exception {
    open(JobSpec.of("p"), 5);
    FakeHandler handler = FakeHandler.patient();
    Future<ExitCode> exit = run(worker(handler, 2));
    for (int started = 2; started <= 5; started++) {
      int expected = started;
      await().until(() -> handler.attempts().size() == expected);
      assertThat(server.state().leases()).hasSizeLessThanOrEqualTo(2);
      handler.attempts().get(started - 2).done();
    }
    handler.attempts().get(4).done();
    assertThat(exit.get()).isEqualTo(ExitCode.COMPLETE);
  }

  @Test
  void theGuardHearsOfTheLeaseBeforeTheHandlerStarts() throws Exception {
    open(JobSpec.of("p"), 1);
    FakeHandler handler = FakeHandler.patient();
    Future<ExitCode> exit = run(worker(handler, 1));
    await().until(() -> !handler.attempts().isEmpty());
    assertThat(deadlines)
        .isNotEmpty()
        .allMatch(time -> time.toMillis() <= JobSpec.DEFAULT_LEASE_MILLIS);
    handler.attempts().get(0).done();
    assertThat(exit.get()).isEqualTo(ExitCode.COMPLETE);
  }

  @Test
  void anItemWithoutAnAttemptLeftFailsTheJob() throws Exception {
    open(spec(JobSpec.DEFAULT_LEASE_MILLIS, 1), 1);
    FakeHandler handler = FakeHandler.patient();
    Future<ExitCode> exit = run(worker(handler, 1));
    await().until(() -> !handler.attempts().isEmpty());
    handler.attempts().get(0).failed();
    assertThat(exit.get()).isEqualTo(ExitCode.JOB_FAILED);
    assertThat(server.state().dead()).containsOnlyKeys(0L);
  }

  @ParameterizedTest
  @CsvSource({
    "1=FailIndex, FailedItems, 1",
    "1=FailJob, FailurePolicy, 1",
    "!1=FailJob, FailedItems, 2"
  })
  void whatAnExitCodeMeansIsForTheJobToSay(String rule, String reason, int attempts)
      throws Exception {
    RetryPolicy retry = new RetryPolicy(2, 1, 1, FailurePolicy.parse(rule));
    open(spec(JobSpec.DEFAULT_LEASE_MILLIS, retry), 1);
    FakeHandler handler = FakeHandler.patient();
    Future<ExitCode> exit = run(worker(handler, 1));
    for (int i = 0; i < attempts; i++) {
      int before = i;
      await().until(() -> handler.attempts().size() > before);
      handler.attempts().get(i).failed();
    }
    assertThat(exit.get()).isEqualTo(ExitCode.JOB_FAILED);
    assertThat(server.state().reason()).isEqualTo(reason);
    assertThat(handler.attempts()).hasSize(attempts);
  }

  @Test
  void askedToStopItFinishesWhatRunsAndTakesNothingNew() throws Exception {
    open(JobSpec.of("p"), 3);
    FakeHandler handler = FakeHandler.patient();
    Worker worker = worker(handler, 1);
    Future<ExitCode> exit = run(worker);
    await().until(() -> !handler.attempts().isEmpty());
    worker.stop(LONG_DRAIN);
    await().until(() -> queue.size() == 2);
    assertThat(exit.isDone()).isFalse();
    handler.attempts().get(0).done();
    assertThat(exit.get()).isEqualTo(ExitCode.STOPPED);
    assertThat(handler.attempts()).hasSize(1);
    assertThat(handler.attempts().get(0).stopped()).isFalse();
    assertThat(server.state().done()).hasSize(1);
    assertThat(server.state().workers()).isEmpty();
    assertThat(queue.size()).isEqualTo(2);
  }

  @Test
  void whatRunsBeyondTheTimeToDrainIsStoppedAndGivenBack() throws Exception {
    open(JobSpec.of("p"), 3);
    FakeHandler handler = FakeHandler.patient();
    Worker worker = worker(handler, 2);
    Future<ExitCode> exit = run(worker);
    await().until(() -> handler.attempts().size() == 2);
    worker.stop(0);
    assertThat(exit.get()).isEqualTo(ExitCode.STOPPED);
    assertThat(handler.attempts()).hasSize(2).allMatch(FakeHandler.Attempt::stopped);
    assertThat(server.state().done()).isEmpty();
    assertThat(server.state().leases()).isEmpty();
    assertThat(queue.size()).isEqualTo(3);
  }

  @Test
  void beforeTheJobIsOpenItOnlyWaitsAndCanBeStopped() throws Exception {
    Worker worker = worker(FakeHandler.quick(), 1);
    Future<ExitCode> exit = run(worker);
    worker.stop(LONG_DRAIN);
    assertThat(exit.get()).isEqualTo(ExitCode.STOPPED);
  }

  @Test
  void aJobThatIsOpenedLaterIsWorkedOn() throws Exception {
    Future<ExitCode> exit = run(worker(FakeHandler.quick(), 1));
    open(JobSpec.of("p"), 2);
    assertThat(exit.get()).isEqualTo(ExitCode.COMPLETE);
  }

  @Test
  void handlersDoNotOutliveALeaseThatCannotBeRenewed() throws Exception {
    open(spec(900, 3), 1);
    FakeHandler handler = FakeHandler.patient();
    Worker worker = worker(handler, 1);
    Future<ExitCode> exit = run(worker);
    await().until(() -> !handler.attempts().isEmpty());
    server.cut("test");
    await().until(() -> handler.attempts().get(0).stopped());
    assertThat(exit.isDone()).isFalse();
    worker.stop(0);
    assertThat(exit.get()).isEqualTo(ExitCode.TERMINATED);
  }

  @Test
  void aLedgerThatComesBackInTimeIsNoMatter() throws Exception {
    open(JobSpec.of("p"), 1);
    FakeHandler handler = FakeHandler.patient();
    Future<ExitCode> exit = run(worker(handler, 1));
    await().until(() -> !handler.attempts().isEmpty());
    server.cut("test");
    handler.attempts().get(0).done();
    server.mend();
    assertThat(exit.get()).isEqualTo(ExitCode.COMPLETE);
    assertThat(handler.attempts()).hasSize(1);
  }

  @Test
  void aConnectionToTheQueueThatBreaksIsNoMatter() throws Exception {
    open(JobSpec.of("p"), 3);
    FakeHandler handler = FakeHandler.patient();
    Future<ExitCode> exit = run(worker(handler, 1));
    for (int i = 0; i < 3; i++) {
      int running = i;
      await().until(() -> handler.attempts().size() > running);
      queue.cutConnections();
      handler.attempts().get(i).done();
    }
    assertThat(exit.get()).isEqualTo(ExitCode.COMPLETE);
    assertThat(handler.attempts()).hasSize(3);
    assertThat(server.state().done()).hasSize(3);
  }

  @Test
  void whatRunsWhenTheJobsDeadlinePassesIsStoppedWithoutAnybodyAsking() throws Exception {
    long deadline = 1_000;
    open(
        new JobSpec(
            "p",
            900,
            new RetryPolicy(3, 1, 1),
            JobSpec.UNSET,
            JobSpec.UNSET,
            deadline,
            JobSpec.UNSET),
        2);
    FakeHandler handler = FakeHandler.patient();
    Future<ExitCode> exit = run(worker(handler, 1));
    await().until(() -> !handler.attempts().isEmpty());
    server.advance(deadline);
    assertThat(exit.get()).isEqualTo(ExitCode.JOB_FAILED);
    assertThat(server.state().reason()).isEqualTo("DeadlineExceeded");
    assertThat(handler.attempts()).singleElement().matches(FakeHandler.Attempt::stopped);
  }

  @Test
  void aBrokerThatRefusesItForGoodStopsItAndWhatItHeldIsGivenBack() throws Exception {
    open(JobSpec.of("p"), 3);
    FakeHandler handler = FakeHandler.patient();
    Future<ExitCode> exit = run(worker(handler, 1));
    await().until(() -> !handler.attempts().isEmpty());
    GleanerException refusal = GleanerException.configuration("The user u may not read.");
    queue.refuse(refusal);
    assertThatThrownBy(exit::get)
        .cause()
        .isInstanceOfSatisfying(
            GleanerException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.CONFIGURATION))
        .hasMessage("The user u may not read.");
    assertThat(handler.attempts()).singleElement().matches(FakeHandler.Attempt::stopped);
    assertThat(server.state().leases()).isEmpty();
    assertThat(server.state().workers()).isEmpty();
    assertThat(queue.size()).isEqualTo(3);
  }

  @Test
  void itGivesUpWhenTheLedgerRefusesIt() {
    GleanerException refusal = GleanerException.configuration("the password is wrong");
    Worker worker = worker(FakeHandler.quick(), 1, new RefusingLedger(refusal));
    assertThatThrownBy(worker::run).isSameAs(refusal);
  }

  @Test
  void itGivesUpWhenTheLedgerIsGone() throws Exception {
    open(spec(900, 3), 1);
    FakeHandler handler = FakeHandler.patient();
    Future<ExitCode> exit = run(worker(handler, 1));
    await().until(() -> !handler.attempts().isEmpty());
    server.replace(LedgerState.NOTHING);
    assertThatThrownBy(exit::get)
        .cause()
        .isInstanceOf(GleanerException.class)
        .hasMessageContaining("ledger is gone");
    assertThat(handler.attempts()).singleElement().matches(FakeHandler.Attempt::stopped);
    assertThat(queue.size()).isEqualTo(1);
  }

  private static JobSpec spec(long leaseMillis, int attempts) {
    return spec(leaseMillis, new RetryPolicy(attempts, 1, 1));
  }

  private static JobSpec spec(long leaseMillis, RetryPolicy retry) {
    return new JobSpec(
        "p", leaseMillis, retry, JobSpec.UNSET, JobSpec.UNSET, JobSpec.UNSET, JobSpec.UNSET);
  }
}
