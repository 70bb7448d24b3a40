package io.gleaner.worker.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.item.Bytes;
import io.gleaner.ledger.Commit;
import io.gleaner.ledger.CommitOutcome;
import io.gleaner.ledger.Grant;
import io.gleaner.ledger.LedgerReply;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A ledger that has just restarted has dropped the lease and takes no outcome under it, until the
 * heartbeat that was sent behind the outcome has taken the lease up again.
 */
class RefusedCommitTest extends MachineCase {
  @BeforeEach
  void runAndBeRefused() {
    register();
    step(delivered(0, 1));
    answer(exchange(), granted(7));
    assertThat(starts()).containsExactly(new Grant(0, 7));
    step(ended(0, 7, 1_000_000));
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
                new Grant(0, 7),
                1,
                Bytes.utf8("item"),
                DONE,
                exchange().commits().get(0).jitter()));
  }

  @Test
  void underANewGrantItRunsAnew() {
    answer(exchange(), granted(8));
    assertThat(starts()).containsExactly(new Grant(0, 8));
  }
}
