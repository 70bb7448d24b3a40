package io.gleaner.worker.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.item.Bytes;
import io.gleaner.item.WorkItem;
import io.gleaner.ledger.ClaimOutcome;
import io.gleaner.ledger.Commit;
import io.gleaner.ledger.CommitOutcome;
import io.gleaner.ledger.Grant;
import io.gleaner.ledger.JobSpec;
import io.gleaner.ledger.JobView;
import io.gleaner.ledger.LedgerReply;
import io.gleaner.ledger.LedgerRequest;
import io.gleaner.ledger.Outcome;
import io.gleaner.ledger.Phase;
import io.gleaner.queue.Delivery;
import io.gleaner.queue.DeliveryId;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A ledger that has just restarted has dropped the lease and takes no outcome under it, until the
 * heartbeat that was sent behind the outcome has taken the lease up again.
 */
class RefusedCommitTest {
  private static final JobView ACTIVE = new JobView(Phase.ACTIVE, "", false, false, 1);
  private static final WorkItem ITEM = new WorkItem(0, Bytes.utf8("item"));
  private static final Outcome DONE =
      new Outcome(Outcome.Kind.DONE, 0, Bytes.utf8("output"), "", "", 0, 5);

  private final WorkerMachine machine = new WorkerMachine(WorkerSettings.of("a", "host", 1, 1));
  private WorkerState state = WorkerState.START;
  private List<WorkerEffect> effects = List.of();

  @BeforeEach
  void runAndBeRefused() {
    step(new WorkerEvent.Tick());
    answer(sent(LedgerRequest.Register.class), registered());
    step(new WorkerEvent.QueueUp());
    step(new WorkerEvent.Delivered(new Delivery(new DeliveryId(1, 1), "uid", ITEM)));
    answer(exchange(), granted(7));
    assertThat(starts()).containsExactly(new Grant(0, 7));
    step(new WorkerEvent.HandlerEnded(new Grant(0, 7), DONE, 1_000_000));
    assertThat(exchange().commits()).extracting(Commit::outcome).containsExactly(DONE);
    answer(
        exchange(),
        new LedgerReply.Exchanged(List.of(new CommitOutcome.Refused()), List.of(), ACTIVE));
    assertThat(exchange().claims()).hasSize(1);
  }

  @Test
  void whatCameOfItIsCommittedUnderTheGrantThatHoldsAfterAll() {
    answer(exchange(), granted(7));
    assertThat(starts()).isEmpty();
    assertThat(exchange().commits())
        .containsExactly(
            new Commit(
                new Grant(0, 7), 1, ITEM.body(), DONE, exchange().commits().get(0).jitter()));
  }

  @Test
  void underANewGrantItRunsAnew() {
    answer(exchange(), granted(8));
    assertThat(starts()).containsExactly(new Grant(0, 8));
  }

  private static LedgerReply registered() {
    return new LedgerReply.Registered("uid", JobSpec.of("{}"), ACTIVE);
  }

  private static LedgerReply granted(long token) {
    return new LedgerReply.Exchanged(
        List.of(), List.of(new ClaimOutcome.Granted(token, 1)), ACTIVE);
  }

  private void answer(LedgerRequest request, LedgerReply reply) {
    step(new WorkerEvent.Answered(request, reply, 0));
  }

  private void step(WorkerEvent event) {
    WorkerMachine.Next next = machine.next(state, event, 1);
    state = next.state();
    effects = next.effects();
  }

  private LedgerRequest.Exchange exchange() {
    return sent(LedgerRequest.Exchange.class);
  }

  private <T extends LedgerRequest> T sent(Class<T> kind) {
    return effects.stream()
        .filter(WorkerEffect.Send.class::isInstance)
        .map(effect -> ((WorkerEffect.Send) effect).request())
        .filter(kind::isInstance)
        .map(kind::cast)
        .findFirst()
        .orElseThrow();
  }

  private List<Grant> starts() {
    return effects.stream()
        .filter(WorkerEffect.StartHandler.class::isInstance)
        .map(effect -> ((WorkerEffect.StartHandler) effect).grant())
        .toList();
  }
}
