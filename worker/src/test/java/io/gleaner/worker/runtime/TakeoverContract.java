package io.gleaner.worker.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.failure.ExitCode;
import io.gleaner.ledger.Claim;
import io.gleaner.ledger.LedgerReply;
import io.gleaner.ledger.LedgerRequest;
import io.gleaner.ledger.WorkerInfo;
import io.gleaner.queue.ItemConsumer;
import io.gleaner.queue.RecordingListener;
import java.util.List;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What else a broker must do for items that come back, where its consumer timeout is as we ask. */
abstract class TakeoverContract extends LongItemContract {
  private static final int WAITING = 50;

  @Test
  void theItemOfADeadWorkerComesBeforeWhatWaitsAndDoesNotGoRound() {
    open("dead");
    job().fill(WAITING);
    // A worker that takes the first item, and is gone.
    RecordingListener heard = new RecordingListener();
    ItemConsumer dead = job().consumer("dead");
    dead.start(heard);
    heard.awaitUp(1);
    dead.open(1, 1);
    heard.awaitDeliveries(1);
    WorkerInfo info = new WorkerInfo("dead", "host", 1, "working", 0, 1);
    assertThat(job().send(new LedgerRequest.Register(info)))
        .isInstanceOf(LedgerReply.Registered.class);
    job().send(new LedgerRequest.Exchange("dead", List.of(), List.of(new Claim(0, 0, null))));
    dead.close();
    // It is parked at one of the others until the lease ends, when neither has a slot for it.
    FakeHandler handler = FakeHandler.patient();
    List<Future<ExitCode>> others =
        List.of(job().work("a", 1, handler), job().work("b", 1, handler));
    until(() -> job().seen().givenBack() > 0);
    until(() -> job().admin().depth().items() == WAITING - 2);
    assertThat(handler.attempts())
        .extracting(attempt -> attempt.assignment().index())
        .containsExactlyInAnyOrder(1L, 2L);
    handler.attempts().get(0).done();
    until(() -> handler.attempts().size() == 3);
    assertThat(handler.attempts().get(2).assignment().index()).isZero();
    assertThat(job().seen().deliveriesOf(0)).isLessThanOrEqualTo(4);
    assertThat(job().seen().givenBack()).isLessThanOrEqualTo(4);
    assertThat(others).noneMatch(Future::isDone);
  }

  @Test
  void aQueueThatIsDeletedUnderItsWorkersCostsNothingOnceItIsThereAgain() throws Exception {
    open("deleted");
    job().fill(3);
    job().seal();
    FakeHandler handler = FakeHandler.patientWith(0);
    Future<ExitCode> worker = job().work("a", 1, handler);
    until(() -> handler.attemptsOf(0).size() == 1);
    job().admin().delete();
    until(() -> !job().seen().losses().isEmpty());
    handler.attemptsOf(0).get(0).done();
    job().admin().create();
    job().fillAgain();
    assertThat(worker.get()).isEqualTo(ExitCode.COMPLETE);
    assertThat(handler.attempts())
        .extracting(attempt -> attempt.assignment().index())
        .containsExactlyInAnyOrder(0L, 1L, 2L);
  }
}
