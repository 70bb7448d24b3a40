package io.gleaner.worker.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.item.Bytes;
import io.gleaner.item.WorkItem;
import io.gleaner.ledger.ClaimOutcome;
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
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** A worker that looks for stragglers, one that is a straggler, and one that comes second. */
class BackupTest {
  private static final JobView ACTIVE = new JobView(Phase.ACTIVE, "", false, false, 1);
  private static final JobSpec SPEC = JobSpec.of("{}").speculating(true);
  private static final long LEASE = SPEC.leaseMillis();
  private static final Outcome DONE =
      new Outcome(Outcome.Kind.DONE, 0, Bytes.utf8("output"), "", "", 0, 5);
  private static final long TOOK_MILLIS = 2_000;

  private final WorkerMachine machine = new WorkerMachine(WorkerSettings.of("a", "host", 1, 1));
  private WorkerState state = WorkerState.START;
  private final List<WorkerEffect> effects = new ArrayList<>();
  private long now;
  private long wakeAt;

  @Test
  void aWorkerThatHasNothingToDoLooksForAnItemThatTakesHalfAsLongAgainAsItsOwn() {
    start(SPEC);
    runOne();
    assertThat(seeks()).isEmpty();
    pass(LEASE / 60);
    assertThat(seeks()).containsExactly(new LedgerRequest.SeekStraggler("a", TOOK_MILLIS * 3 / 2));
  }

  @Test
  void oneThatHasNeverRunAnItemDoesNotKnowWhatIsLong() {
    start(SPEC);
    pass(LEASE);
    assertThat(seeks()).isEmpty();
  }

  @Test
  void inAJobWithoutBackupsNobodyLooks() {
    start(JobSpec.of("{}"));
    runOne();
    pass(LEASE);
    assertThat(seeks()).isEmpty();
  }

  @Test
  void itLooksAgainWhenTheOldestIsOldEnoughAndNotBefore() {
    start(SPEC);
    runOne();
    pass(LEASE / 60);
    answerSeek(LedgerReply.Sought.NONE, 700);
    pass(699);
    assertThat(seeks()).isEmpty();
    assertThat(wakeAt).isEqualTo(now + 1);
    pass(1);
    assertThat(seeks()).hasSize(1);
    answerSeek(LedgerReply.Sought.NONE, 0);
    pass(LEASE / 3 - 1);
    assertThat(seeks()).isEmpty();
    pass(1);
    assertThat(seeks()).hasSize(1);
    answerSeek(7, 0);
    pass(LEASE / 15);
    assertThat(seeks()).hasSize(1);
  }

  @Test
  void itLooksNoLongerWhenItHasSomethingToDo() {
    start(SPEC);
    runOne();
    pass(LEASE / 60);
    answerSeek(7, 0);
    deliver(7, 9);
    answer(exchange(), granted(20, 2));
    effects.clear();
    pass(LEASE / 3);
    assertThat(seeks()).isEmpty();
  }

  @Test
  void aStragglersDeliveryIsHandedOnAndItsHandlerRunsOnAndCommits() {
    start(SPEC);
    deliver(7, 1);
    answer(exchange(), granted(10, 1));
    effects.clear();
    step(new WorkerEvent.Straggler(7));
    assertThat(givenBack()).containsExactly(new DeliveryId(1, 1));
    step(new WorkerEvent.Straggler(7));
    step(new WorkerEvent.HandlerEnded(new Grant(7, 10), DONE, 1_000_000));
    assertThat(exchange().commits().get(0).grant()).isEqualTo(new Grant(7, 10));
    answer(
        exchange(),
        new LedgerReply.Exchanged(List.of(new CommitOutcome.Committed()), List.of(), ACTIVE));
    assertThat(state.items().size()).isZero();
  }

  @Test
  void ofSeveralCopiesOneIsHandedOnAndOneThatComesBackTakesItsPlace() {
    start(SPEC);
    deliver(7, 1);
    answer(exchange(), granted(10, 1));
    deliver(7, 2);
    effects.clear();
    step(new WorkerEvent.Straggler(7));
    assertThat(givenBack()).containsExactly(new DeliveryId(1, 1));
    effects.clear();
    step(new WorkerEvent.Straggler(7));
    assertThat(givenBack()).containsExactly(new DeliveryId(1, 2));
    effects.clear();
    deliver(7, 3);
    step(new WorkerEvent.Straggler(7));
    assertThat(givenBack()).containsExactly(new DeliveryId(1, 3));
  }

  @Test
  void whoHasACopyOfTheStragglerParkedClaimsIt() {
    start(SPEC);
    deliver(7, 1);
    answer(exchange(), claimed(new ClaimOutcome.HeldByAnother(9_000)));
    effects.clear();
    step(new WorkerEvent.Straggler(7));
    assertThat(exchange().claims()).extracting(claim -> claim.index()).containsExactly(7L);
  }

  @Test
  void whenTheOtherAttemptHasDecidedTheItemTheHandlerIsKilledAndTheGrantGivenBack() {
    start(SPEC);
    deliver(7, 1);
    answer(exchange(), granted(20, 2));
    effects.clear();
    step(new WorkerEvent.Freed(7));
    LedgerRequest.Renew renew = last(LedgerRequest.Renew.class::cast, LedgerRequest.Renew.class);
    answer(renew, new LedgerReply.Renewed(List.of(false), ACTIVE));
    assertThat(effects).contains(new WorkerEffect.StopHandler(new Grant(7, 20), true));
    Outcome killed = new Outcome(Outcome.Kind.FAILED, 137, Bytes.EMPTY, "killed", "", 0, 5);
    step(new WorkerEvent.HandlerEnded(new Grant(7, 20), killed, 1_000_000));
    assertThat(last(LedgerRequest.Release.class::cast, LedgerRequest.Release.class).grants())
        .containsExactly(new Grant(7, 20));
  }

  private void start(JobSpec spec) {
    step(new WorkerEvent.Tick());
    LedgerRequest register = last(Function.identity(), LedgerRequest.Register.class);
    answer(register, new LedgerReply.Registered("uid", spec, ACTIVE));
    step(new WorkerEvent.QueueUp());
    effects.clear();
  }

  /** Its pace is known then. */
  private void runOne() {
    deliver(1, 1);
    answer(exchange(), granted(5, 1));
    step(new WorkerEvent.HandlerEnded(new Grant(1, 5), DONE, TOOK_MILLIS * 1_000));
    answer(
        exchange(),
        new LedgerReply.Exchanged(List.of(new CommitOutcome.Committed()), List.of(), ACTIVE));
    step(new WorkerEvent.BarrierPassed(1));
    effects.clear();
  }

  private void deliver(long index, long tag) {
    WorkItem item = new WorkItem(index, Bytes.utf8("item"));
    step(new WorkerEvent.Delivered(new Delivery(new DeliveryId(1, tag), "uid", item)));
  }

  private static LedgerReply granted(long token, int attempt) {
    return claimed(new ClaimOutcome.Granted(token, attempt));
  }

  private static LedgerReply claimed(ClaimOutcome outcome) {
    return new LedgerReply.Exchanged(List.of(), List.of(outcome), ACTIVE);
  }

  private void answerSeek(long index, long waitMillis) {
    LedgerRequest seek = last(Function.identity(), LedgerRequest.SeekStraggler.class);
    effects.clear();
    answer(seek, new LedgerReply.Sought(index, waitMillis, ACTIVE));
  }

  private void answer(LedgerRequest request, LedgerReply reply) {
    step(new WorkerEvent.Answered(request, reply, now));
  }

  private void pass(long millis) {
    now += millis;
    step(new WorkerEvent.Tick());
  }

  private void step(WorkerEvent event) {
    WorkerMachine.Next next = machine.next(state, event, now);
    state = next.state();
    wakeAt = next.wakeAt();
    effects.addAll(next.effects());
  }

  private LedgerRequest.Exchange exchange() {
    return last(LedgerRequest.Exchange.class::cast, LedgerRequest.Exchange.class);
  }

  private List<DeliveryId> givenBack() {
    return effects.stream()
        .filter(WorkerEffect.GiveBack.class::isInstance)
        .map(effect -> ((WorkerEffect.GiveBack) effect).delivery())
        .toList();
  }

  private List<LedgerRequest> seeks() {
    return sent().stream().filter(LedgerRequest.SeekStraggler.class::isInstance).toList();
  }

  private <T> T last(Function<LedgerRequest, T> as, Class<? extends LedgerRequest> kind) {
    List<LedgerRequest> all = sent().stream().filter(kind::isInstance).toList();
    return as.apply(all.get(all.size() - 1));
  }

  private List<LedgerRequest> sent() {
    return effects.stream()
        .filter(WorkerEffect.Send.class::isInstance)
        .map(effect -> ((WorkerEffect.Send) effect).request())
        .toList();
  }
}
