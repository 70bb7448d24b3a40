package io.gleaner.ledger;

import static io.gleaner.ledger.Samples.claim;
import static io.gleaner.ledger.Samples.commit;
import static io.gleaner.ledger.Samples.failed;
import static io.gleaner.ledger.Samples.worker;
import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.item.WorkItem;
import io.gleaner.ledger.ClaimOutcome.Granted;
import io.gleaner.ledger.ClaimOutcome.HeldByAnother;
import io.gleaner.ledger.ClaimOutcome.NotYet;
import io.gleaner.ledger.LedgerReply.Absent;
import io.gleaner.ledger.LedgerReply.Busy;
import io.gleaner.ledger.LedgerReply.Opened;
import io.gleaner.ledger.LedgerReply.Recovered;
import io.gleaner.ledger.LedgerReply.Restarted;
import io.gleaner.ledger.LedgerReply.Retrying;
import io.gleaner.retry.RetryPolicy;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What every ledger does, one test a rule; whoever implements the port extends this. Here:
 * restarts, retries, deletion and hints.
 */
public abstract class LedgerContract extends EndingRules {
  @Test
  void afterARestartNothingIsDoneUntilItIsRecoveredAndThenItSettles() {
    Ledger ledger = opened(SPEC);
    LedgerRequest.Held held = new LedgerRequest.Held(granted(ledger, "a", 7), 1, false, true);
    pretendRestart();
    assertThat(ask(ledger, new LedgerRequest.Register(worker("a")))).isEqualTo(new Restarted());
    assertThat(ask(ledger, new LedgerRequest.Recover(false))).isEqualTo(new Recovered(2));
    assertThat(ask(ledger, new LedgerRequest.Recover(false))).isEqualTo(new Recovered(2));
    assertThat(claimed(ledger, "b", claim(8))).isInstanceOf(NotYet.class);
    assertThat(renew(ledger, "a", List.of(held), true).held()).containsExactly(true);
    assertThat(claimed(ledger, "b", claim(7))).isInstanceOf(HeldByAnother.class);
    pass(LEASE + 1);
    granted(ledger, "b", 8);
  }

  @Test
  void aSupersededWorkerTakesNothingUpAfterARestart() {
    Ledger ledger = opened(SPEC);
    LedgerRequest.Held old = lostByA(ledger);
    LedgerRequest.Held held = new LedgerRequest.Held(granted(ledger, "b", 7), 2, false, true);
    pretendRestart();
    ask(ledger, new LedgerRequest.Recover(false));
    assertThat(renew(ledger, "a", List.of(old), true).held()).containsExactly(false);
    assertThat(renew(ledger, "b", List.of(held), true).held()).containsExactly(true);
  }

  @Test
  void norDoesOneWhoseSuccessorHasFailed() {
    Ledger ledger = opened(new JobSpec("p", LEASE, new RetryPolicy(3, 0, 0), -1, -1, -1, -1));
    LedgerRequest.Held old = lostByA(ledger);
    committed(ledger, "b", failed(granted(ledger, "b", 7), 2));
    pretendRestart();
    ask(ledger, new LedgerRequest.Recover(false));
    assertThat(renew(ledger, "a", List.of(old), true).held()).containsExactly(false);
  }

  @Test
  void norDoesOneWhoseItemWasADeadLetterMeanwhile() {
    Ledger ledger = opened(SPEC);
    LedgerRequest.Held old = lostByA(ledger);
    committed(ledger, "b", failed(granted(ledger, "b", 7), 2));
    assertThat(ask(ledger, new LedgerRequest.Retry(0, List.of())))
        .isEqualTo(new Retrying(List.of(7L), false));
    pretendRestart();
    ask(ledger, new LedgerRequest.Recover(false));
    assertThat(renew(ledger, "a", List.of(old), true).held()).containsExactly(false);
  }

  /** What worker a holds, which was declared dead by mistake. */
  private static LedgerRequest.Held lostByA(Ledger ledger) {
    LedgerRequest.Held old = new LedgerRequest.Held(granted(ledger, "a", 7), 1, false, true);
    ask(ledger, new LedgerRequest.Revoke(0, "a"));
    return old;
  }

  @Test
  void whoeverIsAloneAfterARestartNeedNotWait() {
    Ledger ledger = opened(SPEC);
    ask(ledger, new LedgerRequest.Register(worker("a")));
    granted(ledger, "a", 7);
    pretendRestart();
    ask(ledger, new LedgerRequest.Recover(true));
    assertThat(((Granted) claimed(ledger, "b", claim(7))).attempt()).isEqualTo(2);
  }

  @Test
  void nothingIsQuiescentWhileTheLedgerSettles() {
    Ledger ledger = sealedJob(SPEC, 1);
    committed(ledger, "a", commit(granted(ledger, "a", 0)));
    pretendRestart();
    ask(ledger, new LedgerRequest.Recover(false));
    assertThat(summary(ledger).view().quiescent()).isFalse();
    pass(LEASE + 1);
    assertThat(summary(ledger).view().quiescent()).isTrue();
  }

  @Test
  void recoveryEndsAJobThatIsOver() {
    Ledger ledger = opened(new JobSpec("p", LEASE, new RetryPolicy(1, 0, 0), -1, -1, LEASE, -1));
    pretendRestart();
    pass(LEASE + 1);
    ask(ledger, new LedgerRequest.Recover(false));
    assertThat(summary(ledger).view().phase()).isEqualTo(Phase.FAILED);
  }

  @Test
  void aWorkerThatDiedWithoutAWordDoesNotKeepAnEndedJobFromReopening() {
    JobSpec spec = new JobSpec("p", LEASE, new RetryPolicy(1, 0, 0), -1, -1, -1, -1);
    Ledger ledger = sealedJob(spec, 1);
    ask(ledger, new LedgerRequest.Register(worker("dead")));
    committed(ledger, "a", failed(granted(ledger, "a", 0), 1));
    assertThat(ask(ledger, new LedgerRequest.Retry(0, List.of()))).isInstanceOf(Busy.class);
    pass(LEASE + 1);
    assertThat(ask(ledger, new LedgerRequest.Retry(0, List.of())))
        .isEqualTo(new Retrying(List.of(0L), true));
  }

  @Test
  void deadLettersArePutBackAndTheEndedJobReopens() {
    JobSpec spec = new JobSpec("p", LEASE, new RetryPolicy(1, 0, 0), -1, -1, -1, -1);
    Ledger ledger = sealedJob(spec, 2);
    ask(ledger, new LedgerRequest.Register(worker("a")));
    Commit failed = failed(granted(ledger, "a", 1), 1);
    committed(ledger, "a", failed);
    committed(ledger, "a", commit(granted(ledger, "a", 0)));
    assertThat(ask(ledger, new LedgerRequest.Retry(0, List.of()))).isEqualTo(new Busy(1));
    ask(ledger, new LedgerRequest.Leave("a"));
    assertThat(ask(ledger, new LedgerRequest.Retry(0, List.of(0L))))
        .isEqualTo(new Retrying(List.of(), false));
    assertThat(ask(ledger, new LedgerRequest.Retry(0, List.of())))
        .isEqualTo(new Retrying(List.of(1L), true));
    assertThat(reading(ledger).toRepublish()).containsExactly(new WorkItem(1, failed.item()));
    assertThat(summary(ledger).generation()).isEqualTo(2);
    assertThat(summary(ledger).view().epoch()).isEqualTo(2);
    ask(ledger, new LedgerRequest.Republished(0, List.of(1L)));
    assertThat(reading(ledger).toRepublish()).isEmpty();
    committed(ledger, "a", commit(granted(ledger, "a", 1)));
    assertThat(summary(ledger).view().phase()).isEqualTo(Phase.COMPLETE);
  }

  @Test
  void deadLettersOfAJobThatStillRunsArePutBackAndItNeverEndsInBetween() {
    JobSpec spec = new JobSpec("p", LEASE, new RetryPolicy(1, 0, 0), -1, -1, -1, -1);
    Ledger ledger = sealedJob(spec, 2);
    ask(ledger, new LedgerRequest.Register(worker("a")));
    committed(ledger, "a", failed(granted(ledger, "a", 1), 1));
    assertThat(ask(ledger, new LedgerRequest.Retry(0, List.of())))
        .isEqualTo(new Retrying(List.of(1L), false));
    committed(ledger, "a", commit(granted(ledger, "a", 0)));
    assertThat(summary(ledger).view().phase()).isEqualTo(Phase.ACTIVE);
    assertThat(summary(ledger).generation()).isEqualTo(1);
    ask(ledger, new LedgerRequest.Republished(0, List.of(1L)));
    committed(ledger, "a", commit(granted(ledger, "a", 1)));
    assertThat(summary(ledger).view().phase()).isEqualTo(Phase.COMPLETE);
  }

  @Test
  void settledItemsAreThoseThatNoFillerNeedPublish() {
    JobSpec spec = new JobSpec("p", LEASE, new RetryPolicy(1, 0, 0), -1, -1, -1, -1);
    Ledger ledger = opened(spec);
    assertThat(reading(ledger).settled()).isEqualTo(new BitSet());
    for (long index : new long[] {0, 9, 21}) {
      committed(ledger, "a", commit(granted(ledger, "a", index)));
    }
    committed(ledger, "a", failed(granted(ledger, "a", 3), 1));
    committed(ledger, "a", failed(granted(ledger, "a", 4), 1));
    ask(ledger, new LedgerRequest.Retry(0, List.of(4L)));
    granted(ledger, "a", 5);
    BitSet settled = new BitSet();
    for (int index : new int[] {0, 3, 4, 9, 21}) {
      settled.set(index);
    }
    assertThat(reading(ledger).settled()).isEqualTo(settled);
  }

  @Test
  void aDeletedJobLeavesItsVerdictForLateWorkers() {
    Ledger ledger = sealedJob(SPEC, 0);
    JobView verdict = summary(ledger).view();
    ask(ledger, new LedgerRequest.Delete(0));
    assertThat(reading(ledger).summary()).isEmpty();
    assertThat(ask(ledger, new LedgerRequest.Leave("a"))).isEqualTo(new Absent(verdict));
    LedgerRequest.Open again = new LedgerRequest.Open("uid-2", SPEC);
    assertThat(((Opened) ask(ledger, again)).uid()).isEqualTo("uid-2");
  }

  @Test
  void aBarrierPasses() {
    Ledger ledger = opened(SPEC);
    ledger.barrier().toCompletableFuture().join();
  }

  @Test
  void othersHearOfFreedItemsAndOfTheEnd() {
    Ledger ledger = sealedJob(SPEC, 2);
    HeardHints heard = new HeardHints();
    connectedAndSubscribed(heard);
    heard.await("connected");
    Grant grant = granted(ledger, "a", 1);
    ask(ledger, new LedgerRequest.Release("a", List.of(grant), true));
    heard.await("freed 1");
    committed(ledger, "a", commit(granted(ledger, "a", 0)));
    committed(ledger, "a", commit(granted(ledger, "a", 1)));
    heard.await("changed");
  }

  @Test
  void othersHearWhenTheLastGrantIsGivenBackAfterTheEnd() {
    Ledger ledger = sealedJob(SPEC, 1);
    ask(ledger, new LedgerRequest.Register(worker("a")));
    LedgerRequest.Held late = new LedgerRequest.Held(granted(ledger, "a", 0), 1, false, true);
    pass(LEASE + 1);
    Grant current = granted(ledger, "b", 0);
    renew(ledger, "a", List.of(late), true);
    committed(ledger, "b", commit(current));
    HeardHints heard = new HeardHints();
    connectedAndSubscribed(heard);
    heard.await("connected");
    heard.forget();
    ask(ledger, new LedgerRequest.Release("a", List.of(late.grant()), true));
    heard.await("changed");
  }
}
