package io.gleaner.worker.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.ledger.CommitOutcome;
import io.gleaner.ledger.Grant;
import io.gleaner.ledger.JobView;
import io.gleaner.ledger.LedgerReply;
import io.gleaner.ledger.LedgerRequest;
import io.gleaner.ledger.Phase;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The commit that completes the Job is told to everybody, the one who sent it too. If that hears of
 * it before the answer, its heartbeat lists the grant behind the commit that gave it back.
 */
class LastCommitTest extends MachineCase {
  private static final JobView QUIET = new JobView(Phase.COMPLETE, "", true, false, 1);
  private static final JobView BUSY = new JobView(Phase.COMPLETE, "", false, false, 1);

  @Test
  void aGrantThatAHeartbeatListedTooLateIsTakenBackAtOnce() {
    register();
    step(delivered(0, 1));
    answer(exchange(), granted(7));
    step(ended(0, 7, 1_000_000));
    LedgerRequest.Exchange last = exchange();

    step(new WorkerEvent.JobChanged());
    LedgerRequest.Renew late = only(LedgerRequest.Renew.class);
    assertThat(late.held()).extracting(LedgerRequest.Held::grant).containsExactly(new Grant(0, 7));
    answer(
        last, new LedgerReply.Exchanged(List.of(new CommitOutcome.Committed()), List.of(), QUIET));
    assertThat(sent(LedgerRequest.Renew.class)).isEmpty();

    answer(late, new LedgerReply.Renewed(List.of(false), BUSY));
    LedgerRequest.Renew next = only(LedgerRequest.Renew.class);
    assertThat(next.held()).isEmpty();
    assertThat(next.complete()).isTrue();

    answer(next, new LedgerReply.Renewed(List.of(), BUSY));
    assertThat(sent(LedgerRequest.Renew.class)).as("another is waited for").isEmpty();
  }
}
