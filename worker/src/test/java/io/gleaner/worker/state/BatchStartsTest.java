package io.gleaner.worker.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.item.Bytes;
import io.gleaner.item.WorkItem;
import io.gleaner.ledger.Claim;
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
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A token is for one start, also of items that are granted many at a time (ADR 0039). */
class BatchStartsTest {
  private static final JobView ACTIVE = new JobView(Phase.ACTIVE, "", false, false, 1);
  private static final Outcome DONE = new Outcome(Outcome.Kind.DONE, 0, Bytes.EMPTY, "", "", 0, 5);
  private static final int AHEAD = 2;

  private final WorkerMachine machine =
      new WorkerMachine(
          new WorkerSettings(
              "a", "host", 1, "", 1, 2_000, 200, WorkerSettings.UNLIMITED, 500, AHEAD, 100));
  private WorkerState state = Paces.ahead(AHEAD);
  private List<WorkerEffect> effects = List.of();

  @BeforeEach
  void takeTwo() {
    step(new WorkerEvent.Tick());
    LedgerRequest.Register register = sent(LedgerRequest.Register.class).findFirst().orElseThrow();
    answer(register, new LedgerReply.Registered("uid", JobSpec.of("{}"), ACTIVE));
    step(new WorkerEvent.QueueUp());
    step(delivered(0, 1), delivered(1, 2));
    assertThat(exchange().claims()).extracting(Claim::index).containsExactly(0L, 1L);
    assertThat(exchange().claims()).allMatch(Claim::batch);
  }

  @Test
  void allOfABatchIsHandedOnInTheOrderOfItsTokens() {
    answer(exchange(), granted(7, 8));
    assertThat(starts()).containsExactly(new Grant(0, 7), new Grant(1, 8));
  }

  @Test
  void anOlderTokenOfWhichNothingIsKnownIsGivenBackUncounted() {
    answer(exchange(), granted(7, 8));
    step(ended(0, 7), ended(1, 8));
    answer(exchange(), refused(2));
    // Now what came of them is forgotten, as it is when their deliveries are lost.
    answer(exchange(), notYet(2));
    answer(exchange(), granted(7, 9));
    assertThat(starts()).containsExactly(new Grant(1, 9));
    assertThat(sent(LedgerRequest.Release.class))
        .containsExactly(new LedgerRequest.Release("a", List.of(new Grant(0, 7)), false));
  }

  @Test
  void eachOutcomeOfABatchThatARestartedLedgerRefusedIsCommittedUnderTheGrantThatHolds() {
    answer(exchange(), granted(7, 8));
    step(ended(0, 7), ended(1, 8));
    answer(exchange(), refused(2));
    answer(exchange(), granted(7, 9));
    assertThat(starts()).containsExactly(new Grant(1, 9));
    assertThat(exchange().commits()).extracting(Commit::grant).containsExactly(new Grant(0, 7));
  }

  @Test
  void whatWasHandedOnAndNotStartedIsGivenBackAsSuchAndNeverStartsUnderItsOldToken() {
    answer(exchange(), granted(7, 8));
    step(new WorkerEvent.HandlerNotStarted(new Grant(1, 8)));
    LedgerRequest.Release release = sent(LedgerRequest.Release.class).findFirst().orElseThrow();
    assertThat(release).isEqualTo(new LedgerRequest.Release("a", List.of(new Grant(1, 8)), false));
    answer(release, new LedgerReply.Released(ACTIVE));
    answer(exchange(), granted(8));
    assertThat(starts()).isEmpty();
    assertThat(sent(LedgerRequest.Release.class)).containsExactly(release);
  }

  @Test
  void aSuspectIsClaimedAloneAndNothingBesideIt() {
    answer(
        exchange(),
        new LedgerReply.Exchanged(
            List.of(), List.of(new ClaimOutcome.Suspect(), new ClaimOutcome.NotYet(0)), ACTIVE));
    assertThat(exchange().claims()).hasSize(1);
    assertThat(exchange().claims().get(0).index()).isZero();
    assertThat(exchange().claims().get(0).batch()).isFalse();
  }

  private static WorkerEvent delivered(long index, long tag) {
    WorkItem item = new WorkItem(index, Bytes.utf8("item"));
    return new WorkerEvent.Delivered(new Delivery(new DeliveryId(1, tag), "uid", item));
  }

  private static WorkerEvent ended(long index, long token) {
    return new WorkerEvent.HandlerEnded(new Grant(index, token), DONE, 100);
  }

  private static LedgerReply granted(long... tokens) {
    List<ClaimOutcome> all =
        Arrays.stream(tokens)
            .<ClaimOutcome>mapToObj(token -> new ClaimOutcome.Granted(token, 1))
            .toList();
    return new LedgerReply.Exchanged(List.of(), all, ACTIVE);
  }

  private static LedgerReply notYet(int many) {
    List<ClaimOutcome> all =
        Stream.<ClaimOutcome>generate(() -> new ClaimOutcome.NotYet(0)).limit(many).toList();
    return new LedgerReply.Exchanged(List.of(), all, ACTIVE);
  }

  private static LedgerReply refused(int many) {
    List<CommitOutcome> all =
        Stream.<CommitOutcome>generate(CommitOutcome.Refused::new).limit(many).toList();
    return new LedgerReply.Exchanged(all, List.of(), ACTIVE);
  }

  private void answer(LedgerRequest request, LedgerReply reply) {
    step(new WorkerEvent.Answered(request, reply, 0));
  }

  private void step(WorkerEvent... events) {
    WorkerMachine.Next next = machine.next(state, List.of(events), 1);
    state = next.state();
    effects = next.effects();
  }

  private LedgerRequest.Exchange exchange() {
    return sent(LedgerRequest.Exchange.class).findFirst().orElseThrow();
  }

  private <T extends LedgerRequest> Stream<T> sent(Class<T> kind) {
    return effects.stream()
        .filter(WorkerEffect.Send.class::isInstance)
        .map(effect -> ((WorkerEffect.Send) effect).request())
        .filter(kind::isInstance)
        .map(kind::cast);
  }

  private List<Grant> starts() {
    return effects.stream()
        .filter(WorkerEffect.StartHandler.class::isInstance)
        .map(effect -> ((WorkerEffect.StartHandler) effect).grant())
        .toList();
  }
}
