package io.gleaner.ledger;

import static io.gleaner.ledger.Samples.claim;
import static io.gleaner.ledger.Samples.commit;
import static io.gleaner.ledger.Samples.failed;
import static io.gleaner.ledger.Samples.worker;
import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.ledger.ClaimOutcome.Ended;
import io.gleaner.ledger.ClaimOutcome.Granted;
import io.gleaner.ledger.CommitOutcome.Refused;
import io.gleaner.ledger.LedgerReply.Accepted;
import io.gleaner.ledger.LedgerReply.Exchanged;
import io.gleaner.ledger.LedgerReply.Left;
import io.gleaner.ledger.LedgerReply.NotQuiescent;
import io.gleaner.ledger.LedgerReply.Registered;
import io.gleaner.ledger.LedgerReply.Renewed;
import io.gleaner.retry.RetryPolicy;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The end, quiescence and failure. */
abstract class EndingRules extends OneOfTwoRules {
  @Test
  void theLastItemOfASealedJobEndsItAndAWorkerLeavesWithTheVerdict() {
    Ledger ledger = sealedJob(SPEC, 1);
    assertThat(ask(ledger, new LedgerRequest.Register(worker("a")))).isInstanceOf(Registered.class);
    Grant grant = granted(ledger, "a", 0);
    Exchanged last = exchanged(ledger, "a", List.of(commit(grant)), List.of(claim(0)));
    assertThat(last.view().phase()).isEqualTo(Phase.COMPLETE);
    assertThat(last.view().quiescent()).isTrue();
    assertThat(last.claims()).containsExactly(new Ended());
    Left left = (Left) ask(ledger, new LedgerRequest.Leave("a"));
    assertThat(left.view().phase()).isEqualTo(Phase.COMPLETE);
    assertThat(summary(ledger).workers()).isEmpty();
  }

  @Test
  void anEndedJobIsNotQuiescentWhileALiveWorkerHasAnUnreturnedGrant() {
    Ledger ledger = sealedJob(SPEC, 1);
    ask(ledger, new LedgerRequest.Register(worker("a")));
    LedgerRequest.Held late = new LedgerRequest.Held(granted(ledger, "a", 0), 1, false, true);
    pass(LEASE + 1);
    Grant current = granted(ledger, "b", 0);
    renew(ledger, "a", List.of(late), true);
    Exchanged end = exchanged(ledger, "b", List.of(commit(current)), List.of());
    assertThat(end.view().phase()).isEqualTo(Phase.COMPLETE);
    assertThat(end.view().quiescent()).isFalse();
    assertThat(ask(ledger, new LedgerRequest.Leave("b"))).isInstanceOf(NotQuiescent.class);
    assertThat(committed(ledger, "a", commit(late.grant()))).isEqualTo(new Refused());
    assertThat(ask(ledger, new LedgerRequest.Leave("b"))).isInstanceOf(Left.class);
  }

  @Test
  void aWorkerThatIsNotHeardOfHoldsUpNobody() {
    Ledger ledger = sealedJob(SPEC, 1);
    ask(ledger, new LedgerRequest.Register(worker("a")));
    granted(ledger, "a", 0);
    pass(LEASE + 1);
    Exchanged end = exchanged(ledger, "b", List.of(commit(granted(ledger, "b", 0))), List.of());
    assertThat(end.view().quiescent()).isTrue();
  }

  @Test
  void aDeadWorkersLeasesAreLostAtOnce() {
    Ledger ledger = opened(SPEC);
    ask(ledger, new LedgerRequest.Register(worker("a")));
    granted(ledger, "a", 7);
    assertThat(ask(ledger, new LedgerRequest.Revoke(0, "a"))).isEqualTo(new Accepted());
    assertThat(((Granted) claimed(ledger, "b", claim(7))).attempt()).isEqualTo(2);
    assertThat(summary(ledger).workers()).isEmpty();
  }

  @Test
  void moreDeadLettersThanAllowedEndTheJobAtOnce() {
    JobSpec spec = new JobSpec("p", LEASE, new RetryPolicy(1, 0, 0), 0, -1, -1, -1);
    Ledger ledger = sealedJob(spec, 5);
    committed(ledger, "a", failed(granted(ledger, "a", 0), 1));
    assertThat(summary(ledger).view().reason()).isEqualTo("MaxFailedItemsExceeded");
    assertThat(claimed(ledger, "a", claim(1))).isEqualTo(new Ended());
  }

  @Test
  void toleratedDeadLettersLeaveTheJobComplete() {
    JobSpec spec = new JobSpec("p", LEASE, new RetryPolicy(1, 0, 0), -1, 1, -1, -1);
    Ledger ledger = sealedJob(spec, 1);
    committed(ledger, "a", failed(granted(ledger, "a", 0), 1));
    assertThat(summary(ledger).view().phase()).isEqualTo(Phase.COMPLETE);
  }

  @Test
  void theDeadlineFailsTheJobAtWhateverRequestComesNext() {
    JobSpec spec = new JobSpec("p", LEASE, RetryPolicy.DEFAULT, -1, -1, 50, -1);
    Ledger ledger = opened(spec);
    pass(51);
    Renewed renewed = renew(ledger, "a", List.of(), true);
    assertThat(renewed.view().reason()).isEqualTo("DeadlineExceeded");
  }

  @Test
  void aLeaderFailsTheJob() {
    Ledger ledger = opened(SPEC);
    ask(ledger, new LedgerRequest.Fail(0, "BackoffLimitExceeded"));
    assertThat(summary(ledger).view().reason()).isEqualTo("BackoffLimitExceeded");
  }
}
