package io.gleaner.worker.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.ledger.Claim;
import io.gleaner.ledger.ClaimOutcome;
import io.gleaner.ledger.Commit;
import io.gleaner.ledger.CommitOutcome;
import io.gleaner.ledger.Grant;
import io.gleaner.ledger.LedgerReply;
import io.gleaner.ledger.LedgerRequest;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A token is for one start, also of items that are granted many at a time (ADR 0039). */
class BatchStartsTest extends MachineCase {
  private static final int AHEAD = 2;

  BatchStartsTest() {
    super(
        new WorkerSettings(
            "a", "host", 1, "", 1, 2_000, 200, WorkerSettings.UNLIMITED, 500, AHEAD, 100),
        Paces.ahead(AHEAD));
  }

  @BeforeEach
  void takeTwo() {
    register();
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
    LedgerRequest.Release release = only(LedgerRequest.Release.class);
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

  private static WorkerEvent ended(long index, long token) {
    return ended(index, token, 100);
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
}
