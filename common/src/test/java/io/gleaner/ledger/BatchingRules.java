package io.gleaner.ledger;

import static io.gleaner.ledger.Samples.claim;
import static io.gleaner.ledger.Samples.commit;
import static io.gleaner.ledger.Samples.failed;
import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.ledger.ClaimOutcome.Granted;
import io.gleaner.ledger.ClaimOutcome.HeldByAnother;
import io.gleaner.ledger.ClaimOutcome.Suspect;
import io.gleaner.ledger.ClaimOutcome.Terminal;
import io.gleaner.ledger.CommitOutcome.Committed;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is different where items are claimed in batches. */
abstract class BatchingRules extends WorkingRules {
  private static Claim inBatch(long index) {
    return new Claim(index, 0, null, true);
  }

  private Grant batched(Ledger ledger, String worker, long index) {
    return new Grant(index, ((Granted) claimed(ledger, worker, inBatch(index))).token());
  }

  @Test
  void aBatchIsGrantedAndCommittedInOneCall() {
    Ledger ledger = opened(SPEC);
    List<Claim> claims = List.of(inBatch(3), inBatch(1), inBatch(2));
    List<ClaimOutcome> granted = exchanged(ledger, "a", List.of(), claims).claims();
    assertThat(granted).hasSize(3).allMatch(Granted.class::isInstance).doesNotHaveDuplicates();
    List<Commit> commits =
        List.of(
            commit(new Grant(3, ((Granted) granted.get(0)).token())),
            failed(new Grant(1, ((Granted) granted.get(1)).token()), 1),
            commit(new Grant(2, ((Granted) granted.get(2)).token())));
    LedgerReply.Exchanged next = exchanged(ledger, "a", commits, List.of(inBatch(2), inBatch(4)));
    assertThat(next.commits().get(0)).isEqualTo(new Committed());
    assertThat(next.commits().get(1)).isInstanceOf(CommitOutcome.RetryAfter.class);
    assertThat(next.commits().get(2)).isEqualTo(new Committed());
    assertThat(next.claims().get(0)).isEqualTo(new Terminal());
    assertThat(next.claims().get(1)).isInstanceOf(Granted.class);
    assertThat(reading(ledger).results(0, 10_000).results())
        .extracting(Result::index)
        .containsExactly(3L, 2L);
  }

  @Test
  void aBatchThatIsLostWithItsWorkerCountsNoAttemptAndIsGrantedAloneAfterwards() {
    Ledger ledger = opened(SPEC);
    batched(ledger, "a", 7);
    pass(LEASE + 1);
    assertThat(claimed(ledger, "b", inBatch(7))).isEqualTo(new Suspect());
    Granted alone = (Granted) claimed(ledger, "b", claim(7));
    assertThat(alone.attempt()).isEqualTo(1);
    pass(LEASE + 1);
    assertThat(claimed(ledger, "c", inBatch(7))).isEqualTo(new Suspect());
    assertThat(((Granted) claimed(ledger, "c", claim(7))).attempt()).isEqualTo(2);
  }

  @Test
  void anItemThatKillsItsWorkersInBatchesRunsOutOfAttemptsAllTheSame() {
    Ledger ledger = opened(SPEC);
    batched(ledger, "a", 7);
    for (int attempt = 1; attempt <= SPEC.retry().maxAttempts(); attempt++) {
      pass(LEASE + 61);
      assertThat(claimed(ledger, "b", inBatch(7))).isEqualTo(new Suspect());
      assertThat(((Granted) claimed(ledger, "b", claim(7))).attempt()).isEqualTo(attempt);
    }
    pass(LEASE + 61);
    assertThat(claimed(ledger, "b", inBatch(7))).isEqualTo(new ClaimOutcome.BodyWanted());
  }

  @Test
  void aFailureInABatchCountsLikeAnyOther() {
    Ledger ledger = opened(SPEC);
    committed(ledger, "a", failed(batched(ledger, "a", 7), 1));
    pass(61);
    assertThat(((Granted) claimed(ledger, "a", inBatch(7))).attempt()).isEqualTo(2);
  }

  @Test
  void whatWasNotStartedIsGivenBackAsOftenAsOneLikes() {
    Ledger ledger = opened(SPEC);
    for (int i = 0; i < 5; i++) {
      Grant grant = batched(ledger, "a", 7);
      ask(ledger, new LedgerRequest.Release("a", List.of(grant), false));
    }
    assertThat(((Granted) claimed(ledger, "b", inBatch(7))).attempt()).isEqualTo(1);
  }

  @Test
  void aBatchIsRenewedAndFencedLikeASingleItem() {
    Ledger ledger = opened(SPEC);
    Grant grant = batched(ledger, "a", 7);
    pass(LEASE / 2);
    LedgerRequest.Held held = new LedgerRequest.Held(grant, 1, true, true);
    assertThat(renew(ledger, "a", List.of(held), true).held()).containsExactly(true);
    pass(LEASE / 2 + 20);
    assertThat(claimed(ledger, "b", claim(7))).isInstanceOf(HeldByAnother.class);
    pass(LEASE);
    assertThat(claimed(ledger, "b", inBatch(7))).isEqualTo(new Suspect());
    granted(ledger, "b", 7);
    assertThat(committed(ledger, "a", commit(grant))).isEqualTo(new CommitOutcome.Refused());
  }
}
