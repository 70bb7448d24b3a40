package io.gleaner.worker.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.failure.ExitCode;
import io.gleaner.ledger.JobSpec;
import io.gleaner.retry.RetryPolicy;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Workers that leave after a number of items. */
class WorkerShareTest extends WorkerCase {
  @Test
  void itLeavesAfterItsItemsAndGivesBackNothingThatItRan() throws Exception {
    open(JobSpec.of("p"), 5);
    FakeHandler handler = FakeHandler.quick();
    Worker worker = worker("a", handler, 1, 2);
    assertThat(worker.run().code()).isEqualTo(ExitCode.STOPPED);
    assertThat(worker.itemsDone()).isEqualTo(2);
    assertThat(handler.attempts()).hasSize(2);
    assertThat(server.state().done()).hasSize(2);
    assertThat(server.state().leases()).isEmpty();
    assertThat(server.state().workers()).isEmpty();
    assertThat(queue.size()).isEqualTo(3);
  }

  @Test
  void moreSlotsThanItemsStartNoMoreItems() throws Exception {
    open(JobSpec.of("p"), 9);
    FakeHandler handler = FakeHandler.quick();
    assertThat(worker("a", handler, 4, 3).run().code()).isEqualTo(ExitCode.STOPPED);
    assertThat(handler.attempts()).hasSize(3);
    assertThat(queue.size()).isEqualTo(6);
  }

  @Test
  void whoeverFinishesTheJobLeavesWithItsVerdict() throws Exception {
    open(JobSpec.of("p"), 3);
    for (String id : new String[] {"a", "b"}) {
      assertThat(worker(id, FakeHandler.quick(), 1, 1).run().code()).isEqualTo(ExitCode.STOPPED);
    }
    assertThat(worker("c", FakeHandler.quick(), 1, 1).run().code()).isEqualTo(ExitCode.COMPLETE);
    assertThat(worker("d", FakeHandler.quick(), 1, 1).run().code()).isEqualTo(ExitCode.COMPLETE);
  }

  @Test
  void withFewerItemsThanItMayRunItStaysUntilTheEnd() throws Exception {
    open(JobSpec.of("p"), 2);
    FakeHandler patient = FakeHandler.patient();
    Future<ExitCode> other = threads.submit(() -> worker("a", patient, 1, 5).run().code());
    Awaitility.await().until(() -> patient.attempts().size() == 1);
    Future<ExitCode> waiting =
        threads.submit(() -> worker("b", FakeHandler.quick(), 1, 5).run().code());
    Awaitility.await().until(() -> server.state().done().size() == 1);
    assertThat(waiting.isDone()).isFalse();
    patient.attempts().get(0).done();
    assertThat(other.get()).isEqualTo(ExitCode.COMPLETE);
    assertThat(waiting.get()).isEqualTo(ExitCode.COMPLETE);
  }

  @Test
  void aDeadLetterIsAnItemOfItsShareButNotDone() throws Exception {
    RetryPolicy once = new RetryPolicy(1, 1, 1);
    open(
        new JobSpec(
            "p",
            JobSpec.DEFAULT_LEASE_MILLIS,
            once,
            JobSpec.UNSET,
            JobSpec.UNSET,
            JobSpec.UNSET,
            JobSpec.UNSET),
        2);
    FakeHandler handler = FakeHandler.patient();
    Worker worker = worker("a", handler, 1, 1);
    Future<ExitCode> exit = threads.submit(() -> worker.run().code());
    Awaitility.await().until(() -> handler.attempts().size() == 1);
    handler.attempts().get(0).failed();
    assertThat(exit.get()).isEqualTo(ExitCode.STOPPED);
    assertThat(worker.itemsDone()).isZero();
    assertThat(worker("b", FakeHandler.quick(), 1, 1).run().code()).isEqualTo(ExitCode.JOB_FAILED);
  }

  @Test
  void anAttemptThatFailsAndIsRetriedIsNotYetAnItem() throws Exception {
    open(
        new JobSpec(
            "p",
            JobSpec.DEFAULT_LEASE_MILLIS,
            new RetryPolicy(3, 1, 1),
            JobSpec.UNSET,
            JobSpec.UNSET,
            JobSpec.UNSET,
            JobSpec.UNSET),
        1);
    FakeHandler handler = FakeHandler.patient();
    Worker worker = worker("a", handler, 1, 1);
    Future<ExitCode> exit = threads.submit(() -> worker.run().code());
    Awaitility.await().until(() -> handler.attempts().size() == 1);
    handler.attempts().get(0).failed();
    Awaitility.await().until(() -> handler.attempts().size() == 2);
    handler.attempts().get(1).done();
    assertThat(exit.get()).isEqualTo(ExitCode.COMPLETE);
  }

  private Worker worker(String id, FakeHandler handler, int slots, long maxItems) {
    return worker(id, handler, slots, server.connect(), maxItems);
  }
}
