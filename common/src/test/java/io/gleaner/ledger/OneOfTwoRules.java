package io.gleaner.ledger;

import static io.gleaner.ledger.Samples.claim;
import static io.gleaner.ledger.Samples.commit;
import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.ledger.ClaimOutcome.Granted;
import io.gleaner.ledger.ClaimOutcome.HeldByAnother;
import io.gleaner.ledger.CommitOutcome.Committed;
import io.gleaner.ledger.CommitOutcome.Refused;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Backup attempts: one of the two ends without having decided the item. */
abstract class OneOfTwoRules extends SpeculatingRules {
  /** The lease of the other has ended by then. */
  private void onlyRenewed(Ledger ledger, String worker, LedgerRequest.Held held) {
    pass(LEASE / 2);
    assertThat(renew(ledger, worker, List.of(held), true).held()).containsExactly(true);
    pass(LEASE / 2 + 20);
  }

  @Test
  void bothAreRenewedAndWhicheverIsNotIsLostAlone() {
    Ledger ledger = speculatingJob(speculating(3), 1);
    Grant first = granted(ledger, "a", 0);
    Grant backup = backedUp(ledger);
    onlyRenewed(ledger, "b", held(backup, 2));
    assertThat(claimed(ledger, "c", claim(0))).isInstanceOf(HeldByAnother.class);
    assertThat(committed(ledger, "a", commit(first))).isEqualTo(new Refused());
    assertThat(committed(ledger, "b", commit(backup))).isEqualTo(new Committed());
  }

  @Test
  void aBackupWhoseLeaseEndsLeavesTheItemToTheFirst() {
    Ledger ledger = speculatingJob(speculating(3), 1);
    Grant first = granted(ledger, "a", 0);
    Grant backup = backedUp(ledger);
    onlyRenewed(ledger, "a", held(first, 1));
    assertThat(claimed(ledger, "c", claim(0))).isInstanceOf(HeldByAnother.class);
    assertThat(committed(ledger, "b", commit(backup))).isEqualTo(new Refused());
    assertThat(committed(ledger, "a", commit(first))).isEqualTo(new Committed());
  }

  @Test
  void whenBothLeasesEndTheItemIsGrantedAnew() {
    Ledger ledger = speculatingJob(speculating(3), 1);
    granted(ledger, "a", 0);
    backedUp(ledger);
    pass(LEASE + 20);
    assertThat(((Granted) claimed(ledger, "c", claim(0))).attempt()).isEqualTo(3);
  }

  @Test
  void eitherIsGivenBackWithoutTheOtherAndCountsNothing() {
    Ledger ledger = speculatingJob(TWICE, 1);
    Grant first = granted(ledger, "a", 0);
    Grant backup = backedUp(ledger);
    ask(ledger, new LedgerRequest.Release("a", List.of(first), true));
    assertThat(claimed(ledger, "c", claim(0))).isInstanceOf(HeldByAnother.class);
    ask(ledger, new LedgerRequest.Release("b", List.of(backup), true));
    assertThat(((Granted) claimed(ledger, "c", claim(0))).attempt()).isEqualTo(1);
  }

  @Test
  void eitherIsRevokedWithoutTheOther() {
    Ledger ledger = speculatingJob(speculating(3), 1);
    granted(ledger, "a", 0);
    Grant backup = backedUp(ledger);
    ask(ledger, new LedgerRequest.Revoke(0, "a"));
    assertThat(sought(ledger, "c", 0).found()).isTrue();
    Grant third = granted(ledger, "c", 0);
    ask(ledger, new LedgerRequest.Revoke(0, "c"));
    assertThat(committed(ledger, "c", commit(third))).isEqualTo(new Refused());
    assertThat(committed(ledger, "b", commit(backup))).isEqualTo(new Committed());
  }

  @Test
  void afterARestartTheNewerOfTheTwoGoesOnAndTheyCountAsOne() {
    Ledger ledger = speculatingJob(TWICE, 1);
    LedgerRequest.Held first = held(granted(ledger, "a", 0), 1);
    LedgerRequest.Held backup = held(backedUp(ledger), 2);
    pretendRestart();
    ask(ledger, new LedgerRequest.Recover(false));
    assertThat(sought(ledger, "c", 0).found()).isFalse();
    assertThat(renew(ledger, "a", List.of(first), true).held()).containsExactly(false);
    assertThat(renew(ledger, "b", List.of(backup), true).held()).containsExactly(true);
    ask(ledger, new LedgerRequest.Release("b", List.of(backup.grant()), true));
    pass(LEASE + 1);
    assertThat(((Granted) claimed(ledger, "c", claim(0))).attempt()).isEqualTo(2);
  }
}
