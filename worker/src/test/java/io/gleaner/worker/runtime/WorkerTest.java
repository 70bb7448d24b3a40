package io.gleaner.worker.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.gleaner.failure.ErrorKind;
import io.gleaner.failure.ExitCode;
import io.gleaner.failure.GleanerException;
import io.gleaner.item.Bytes;
import io.gleaner.item.WorkItem;
import io.gleaner.ledger.JobSpec;
import io.gleaner.ledger.Ledger;
import io.gleaner.ledger.LedgerReply;
import io.gleaner.ledger.LedgerRequest;
import io.gleaner.ledger.LedgerState;
import io.gleaner.ledger.MemoryLedgerServer;
import io.gleaner.queue.ItemPublisher;
import io.gleaner.queue.MemoryQueue;
import io.gleaner.retry.FailurePolicy;
import io.gleaner.retry.RetryPolicy;
import io.gleaner.worker.state.WorkerSettings;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WorkerTest {
  private static final long LONG_DRAIN = 600_000;
  private static final long BATCH_MILLIS = 100;

  private final MemoryLedgerServer server = new MemoryLedgerServer();
  private final MemoryQueue queue = new MemoryQueue("gleaner.job");
  private final Ledger coordinator = server.connect();
  private final List<Duration> deadlines = new CopyOnWriteArrayList<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void end() {
    threads.shutdownNow();
  }

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
        run(worker("v", other, 1, server.connect(), WorkerSettings.DEFAULT_MAX_AHEAD));
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

  private Worker worker(FakeHandler handler, int slots) {
    return worker(handler, slots, server.connect());
  }

  private Worker worker(FakeHandler handler, int slots, Ledger ledger) {
    return worker("w", handler, slots, ledger, WorkerSettings.DEFAULT_MAX_AHEAD);
  }

  private Worker worker(String id, FakeHandler handler, int slots, Ledger ledger, int ahead) {
    WorkerSettings settings =
        new WorkerSettings(
            id,
            "host",
            4711,
            "",
            slots,
            100,
            200,
            WorkerSettings.UNLIMITED,
            20,
            ahead,
            BATCH_MILLIS);
    return new Worker("job", settings, ledger, spec -> queue.consumer(), handler, deadlines::add);
  }

  private Future<ExitCode> run(Worker worker) {
    Callable<ExitCode> work = () -> worker.run().code();
    return threads.submit(work);
  }

  private static JobSpec spec(long leaseMillis, int attempts) {
    return spec(leaseMillis, new RetryPolicy(attempts, 1, 1));
  }

  private static JobSpec spec(long leaseMillis, RetryPolicy retry) {
    return new JobSpec(
        "p", leaseMillis, retry, JobSpec.UNSET, JobSpec.UNSET, JobSpec.UNSET, JobSpec.UNSET);
  }

  /** Opens and fills the Job as a coordinator does. */
  private void open(JobSpec spec, int items) {
    queue.admin().create();
    send(new LedgerRequest.Open("uid", spec));
    LedgerReply.Leading leading =
        (LedgerReply.Leading) send(new LedgerRequest.Lead("me", LONG_DRAIN));
    try (ItemPublisher publisher = queue.publisher("uid")) {
      List<Bytes> bodies = bodies(items);
      for (int i = 0; i < items; i++) {
        publisher.publish(new WorkItem(i, bodies.get(i)));
      }
      publisher.flush();
    }
    send(new LedgerRequest.Filled(leading.token(), items, "digest"));
    send(new LedgerRequest.Seal(leading.token(), items));
  }

  private LedgerReply send(LedgerRequest request) {
    return coordinator.send(request).toCompletableFuture().join();
  }

  private static List<Bytes> bodies(int items) {
    return IntStream.range(0, items).mapToObj(i -> Bytes.utf8("item " + i)).toList();
  }
}
