package io.gleaner.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.ledger.LedgerReply.Absent;
import io.gleaner.ledger.LedgerReply.Accepted;
import io.gleaner.ledger.LedgerReply.Leading;
import io.gleaner.ledger.LedgerReply.NotLeader;
import io.gleaner.ledger.LedgerReply.Opened;
import io.gleaner.ledger.LedgerReply.SealRefused;
import io.gleaner.ledger.LedgerReply.Taken;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Opening, leading, marking and sealing. */
abstract class FillingRules extends LedgerFixture {
  @Test
  void openingCreatesTheJobAndOpeningAgainFindsIt() {
    Ledger first = connected();
    assertThat(reading(first).summary()).isEmpty();
    Opened created = (Opened) ask(first, new LedgerRequest.Open("uid-1", SPEC));
    assertThat(created.created()).isTrue();
    assertThat(created.total()).isEqualTo(-1);
    Opened found = (Opened) ask(connected(), new LedgerRequest.Open("uid-2", SPEC));
    assertThat(found.created()).isFalse();
    assertThat(found.uid()).isEqualTo("uid-1");
    assertThat(summary(first).spec()).isEqualTo(SPEC);
  }

  @Test
  void aNameIsTakenByAJobWithOtherParameters() {
    Ledger ledger = opened(SPEC);
    JobSpec other = JobSpec.of("another");
    assertThat(ask(connected(), new LedgerRequest.Open("uid-2", other))).isEqualTo(new Taken(SPEC));
    assertThat(summary(ledger).uid()).isEqualTo("uid-1");
  }

  @Test
  void whoDoesNotKnowTheJobFindsItAbsent() {
    opened(SPEC);
    assertThat(ask(connected(), new LedgerRequest.Leave("w"))).isEqualTo(new Absent(null));
  }

  @Test
  void oneLeadsAtATimeAndASupersededLeaderIsRefused() {
    Ledger ledger = opened(SPEC);
    long first = ((Leading) ask(ledger, new LedgerRequest.Lead("a", 50))).token();
    assertThat(ask(ledger, new LedgerRequest.Lead("b", 50))).isInstanceOf(NotLeader.class);
    pass(60);
    long second = ((Leading) ask(ledger, new LedgerRequest.Lead("b", 5_000))).token();
    assertThat(second).isGreaterThan(first);
    assertThat(ask(ledger, new LedgerRequest.Filled(first, 3, "d"))).isInstanceOf(NotLeader.class);
    assertThat(summary(ledger).mark()).isZero();
    assertThat(ask(ledger, new LedgerRequest.StepDown(second))).isEqualTo(new Accepted());
    assertThat(ask(ledger, new LedgerRequest.Lead("a", 50))).isInstanceOf(Leading.class);
  }

  @Test
  void whateverASupersededCoordinatorAsksForIsRefusedAndChangesNothing() {
    Ledger ledger = opened(SPEC);
    long first = ((Leading) ask(ledger, new LedgerRequest.Lead("a", 50))).token();
    pass(60);
    ask(ledger, new LedgerRequest.Lead("b", 5_000));
    for (LedgerRequest request :
        List.of(
            new LedgerRequest.StepDown(first),
            new LedgerRequest.Filled(first, 3, "d"),
            new LedgerRequest.Seal(first, 0),
            new LedgerRequest.Revoke(first, "w"),
            new LedgerRequest.Fail(first, "BackoffLimitExceeded"),
            new LedgerRequest.Suspend(first, true),
            new LedgerRequest.Discard(first, 0),
            new LedgerRequest.Retry(first, List.of()),
            new LedgerRequest.Republished(first, List.of()),
            new LedgerRequest.Delete(first))) {
      assertThat(ask(ledger, request)).as("%s", request).isInstanceOf(NotLeader.class);
    }
    assertThat(summary(ledger).view().phase()).isEqualTo(Phase.ACTIVE);
    assertThat(summary(ledger).view().suspended()).isFalse();
    assertThat(summary(ledger).mark()).isZero();
  }

  @Test
  void aJobIsSealedOnlyAtItsMarkAndOnlyOnce() {
    Ledger ledger = opened(SPEC);
    ask(ledger, new LedgerRequest.Filled(0, 2, "d2"));
    assertThat(ask(ledger, new LedgerRequest.Seal(0, 3))).isEqualTo(new SealRefused(2, -1));
    assertThat(ask(ledger, new LedgerRequest.Seal(0, 2))).isEqualTo(new Accepted());
    assertThat(ask(ledger, new LedgerRequest.Seal(0, 2))).isEqualTo(new Accepted());
    ask(ledger, new LedgerRequest.Filled(0, 3, "d3"));
    assertThat(ask(ledger, new LedgerRequest.Seal(0, 3))).isEqualTo(new SealRefused(3, 2));
  }

  @Test
  void theMarkNeverGoesBack() {
    Ledger ledger = opened(SPEC);
    ask(ledger, new LedgerRequest.Filled(0, 5, "five"));
    ask(ledger, new LedgerRequest.Filled(0, 3, "three"));
    Opened again = (Opened) ask(ledger, new LedgerRequest.Open("uid-2", SPEC));
    assertThat(again.mark()).isEqualTo(5);
    assertThat(again.digest()).isEqualTo("five");
  }

  @Test
  void aJobOfNoItemsEndsAtItsSeal() {
    assertThat(summary(sealedJob(SPEC, 0)).view().phase()).isEqualTo(Phase.COMPLETE);
  }
}
