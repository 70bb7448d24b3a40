package io.gleaner.ledger;

import static io.gleaner.ledger.Samples.claim;
import static io.gleaner.ledger.Samples.commit;
import static io.gleaner.ledger.Samples.failed;
import static io.gleaner.ledger.Samples.worker;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.gleaner.ledger.ClaimOutcome.Granted;
import io.gleaner.ledger.ClaimOutcome.HeldByAnother;
import io.gleaner.ledger.CommitOutcome.Committed;
import io.gleaner.ledger.CommitOutcome.Refused;
import io.gleaner.ledger.CommitOutcome.RetryAfter;
import io.gleaner.ledger.LedgerReply.Sought;
import io.gleaner.retry.RetryPolicy;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Backup attempts: who gets one, and what comes of two attempts at once. */
abstract class SpeculatingRules extends BatchingRules {
  /** Two attempts an item, without delays. */
  static final JobSpec TWICE = speculating(2);

  static JobSpec speculating(int attempts) {
    return new JobSpec("p", LEASE, new RetryPolicy(attempts, 0, 0), -1, -1, -1, -1)
        .speculating(true);
  }

  /** A sealed Job at which three workers have registered. */
  Ledger speculatingJob(JobSpec spec, long total) {
    Ledger ledger = sealedJob(spec, total);
    register(ledger);
    return ledger;
  }

  private static void register(Ledger ledger) {
    for (String name : List.of("a", "b", "c")) {
      ask(ledger, new LedgerRequest.Register(worker(name)));
    }
  }

  static Sought sought(Ledger ledger, String worker, long longMillis) {
    return (Sought) ask(ledger, new LedgerRequest.SeekStraggler(worker, longMillis));
  }

  /** Item 0 runs at worker a, and worker b is granted its backup. */
  static Grant backedUp(Ledger ledger) {
    assertThat(sought(ledger, "b", 0).index()).isEqualTo(0);
    return granted(ledger, "b", 0);
  }

  static LedgerRequest.Held held(Grant grant, int attempt) {
    return new LedgerRequest.Held(grant, attempt, false, true);
  }

  @Test
  void theLongestRunningItemOfAnotherWorkerIsFoundOnceItHasRunLongEnough() {
    Ledger ledger = speculatingJob(TWICE, 3);
    granted(ledger, "a", 2);
    pass(2);
    granted(ledger, "b", 1);
    granted(ledger, "c", 0);
    Sought young = sought(ledger, "c", LEASE);
    assertThat(young.found()).isFalse();
    assertThat(young.waitMillis()).isBetween(1L, LEASE - 2);
    assertThat(sought(ledger, "c", 2).index()).isEqualTo(2);
  }

  @Test
  void theNextOneWhoAsksIsTurnedToAnotherItemAndThenToTheFirstAgain() {
    Ledger ledger = speculatingJob(TWICE, 2);
    granted(ledger, "a", 0);
    granted(ledger, "a", 1);
    assertThat(sought(ledger, "b", 0).index()).isEqualTo(0);
    assertThat(sought(ledger, "c", 0).index()).isEqualTo(1);
    assertThat(sought(ledger, "b", 0).index()).isEqualTo(0);
  }

  @Test
  void nobodyIsFoundWhereAJobDoesNotSpeculateIsNotSealedOrIsSuspended() {
    Ledger ledger = opened(TWICE);
    register(ledger);
    granted(ledger, "a", 0);
    assertThat(sought(ledger, "b", 0).found()).isFalse();
    ask(ledger, new LedgerRequest.Filled(0, 1, "digest"));
    ask(ledger, new LedgerRequest.Seal(0, 1));
    ask(ledger, new LedgerRequest.Suspend(0, true));
    assertThat(sought(ledger, "b", 0).found()).isFalse();
    ask(ledger, new LedgerRequest.Suspend(0, false));
    assertThat(sought(ledger, "b", 0).found()).isTrue();
  }

  @Test
  void aJobWithoutTheOptionHasNoStragglers() {
    Ledger ledger = sealedJob(SPEC, 1);
    granted(ledger, "a", 0);
    assertThat(sought(ledger, "b", 0).found()).isFalse();
    assertThat(claimed(ledger, "b", claim(0))).isInstanceOf(HeldByAnother.class);
  }

  @Test
  void aLastAttemptHasNoBackup() {
    Ledger ledger = speculatingJob(speculating(1), 1);
    granted(ledger, "a", 0);
    assertThat(sought(ledger, "b", 0).found()).isFalse();
  }

  @Test
  void anItemOfABatchMayNotHaveBeenStarted() {
    Ledger ledger = speculatingJob(TWICE, 2);
    claimed(ledger, "a", new Claim(0, 0, null, true));
    granted(ledger, "b", 1);
    assertThat(sought(ledger, "b", 0).found()).isFalse();
  }

  @Test
  void aBackupIsGrantedOnlyWhereOneWasSoughtAndNeverAThird() {
    Ledger ledger = speculatingJob(speculating(9), 1);
    Grant first = granted(ledger, "a", 0);
    assertThat(claimed(ledger, "b", claim(0))).isInstanceOf(HeldByAnother.class);
    assertThat(sought(ledger, "b", 0).found()).isTrue();
    assertThat(claimed(ledger, "b", new Claim(0, 0, null, true)))
        .isEqualTo(new ClaimOutcome.Suspect());
    Granted backup = (Granted) claimed(ledger, "b", claim(0));
    assertThat(backup.token()).isGreaterThan(first.token());
    assertThat(backup.attempt()).isEqualTo(2);
    assertThat(claimed(ledger, "b", claim(0))).isEqualTo(backup);
    assertThat(granted(ledger, "a", 0)).isEqualTo(first);
    assertThat(sought(ledger, "c", 0).found()).isFalse();
    assertThat(claimed(ledger, "c", claim(0))).isInstanceOf(HeldByAnother.class);
  }

  @Test
  void theFirstCommitWinsAndTheOtherIsAwaited() {
    Ledger ledger = speculatingJob(TWICE, 1);
    Grant first = granted(ledger, "a", 0);
    Grant backup = backedUp(ledger);
    HeardHints heard = new HeardHints();
    connectedAndSubscribed(heard);
    heard.await("connected");
    assertThat(committed(ledger, "b", commit(backup))).isEqualTo(new Committed());
    heard.await("freed 0");
    assertThat(summary(ledger).view().phase()).isEqualTo(Phase.COMPLETE);
    assertThat(summary(ledger).view().quiescent()).isFalse();
    assertThat(renew(ledger, "a", List.of(held(first, 1)), true).held()).containsExactly(false);
    assertThat(summary(ledger).view().quiescent()).isFalse();
    assertThat(committed(ledger, "a", commit(first))).isEqualTo(new Refused());
    assertThat(summary(ledger).view().quiescent()).isTrue();
    assertThat(reading(ledger).results(0, 1_000).results())
        .extracting(Result::worker)
        .containsExactly("b");
  }

  @Test
  void theFirstAttemptMayWinToo() {
    Ledger ledger = speculatingJob(TWICE, 2);
    Grant first = granted(ledger, "a", 0);
    Grant backup = backedUp(ledger);
    assertThat(committed(ledger, "a", commit(first))).isEqualTo(new Committed());
    assertThat(committed(ledger, "b", commit(backup))).isEqualTo(new Refused());
    assertThat(claimed(ledger, "b", claim(0))).isEqualTo(new ClaimOutcome.Terminal());
  }

  @Test
  void theFailureOfOneIsNotedAndTheOtherDecides() {
    Ledger ledger = speculatingJob(TWICE, 1);
    Grant first = granted(ledger, "a", 0);
    Grant backup = backedUp(ledger);
    assertThat(committed(ledger, "b", failed(backup, 2))).isInstanceOf(RetryAfter.class);
    assertThat(summary(ledger).failed()).isZero();
    assertThat(claimed(ledger, "b", claim(0))).isInstanceOf(HeldByAnother.class);
    assertThat(sought(ledger, "b", 0).found()).isFalse();
    assertThat(committed(ledger, "a", failed(first, 1))).isEqualTo(new Committed());
    DeadLetter letter = reading(ledger).deadLetters(0, 10).get(0).letter();
    assertThat(letter.attempts()).isEqualTo(2);
    assertThat(letter.failures())
        .extracting(FailedAttempt::attempt, FailedAttempt::worker)
        .containsExactly(tuple(2, "b"), tuple(1, "a"));
  }

  @Test
  void whenTheFirstFailsItsBackupHasTheItem() {
    Ledger ledger = speculatingJob(speculating(3), 1);
    Grant first = granted(ledger, "a", 0);
    Grant backup = backedUp(ledger);
    assertThat(committed(ledger, "a", failed(first, 1))).isInstanceOf(RetryAfter.class);
    assertThat(claimed(ledger, "a", claim(0))).isInstanceOf(HeldByAnother.class);
    assertThat(committed(ledger, "b", failed(backup, 2))).isInstanceOf(RetryAfter.class);
    assertThat(((Granted) claimed(ledger, "c", claim(0))).attempt()).isEqualTo(3);
  }

  @Test
  void anIgnoredFailureOfEitherCountsNothing() {
    Ledger ledger = speculatingJob(speculating(3), 1);
    Grant first = granted(ledger, "a", 0);
    Grant backup = backedUp(ledger);
    committed(ledger, "a", failed(first, 1, Outcome.Kind.IGNORED));
    committed(ledger, "b", failed(backup, 2));
    assertThat(((Granted) claimed(ledger, "c", claim(0))).attempt()).isEqualTo(2);
  }

  @Test
  void aFailureForGoodDecidesTheItemAtOnce() {
    Ledger ledger = speculatingJob(TWICE, 1);
    Grant first = granted(ledger, "a", 0);
    Commit fatal = failed(backedUp(ledger), 2, Outcome.Kind.FAILED_FOR_GOOD);
    assertThat(committed(ledger, "b", fatal)).isEqualTo(new Committed());
    assertThat(committed(ledger, "a", commit(first))).isEqualTo(new Refused());
    assertThat(summary(ledger).failed()).isEqualTo(1);
  }

  @Test
  void whoIsNotRegisteredIsNeitherBackedUpNorABackup() {
    Ledger ledger = speculatingJob(TWICE, 2);
    granted(ledger, "x", 0);
    assertThat(sought(ledger, "b", 0).found()).isFalse();
    granted(ledger, "a", 1);
    assertThat(sought(ledger, "b", 0).index()).isEqualTo(1);
    assertThat(claimed(ledger, "x", claim(1))).isInstanceOf(HeldByAnother.class);
  }

  @Test
  void aHolderIsAwaitedForItsWholeLeaseHoweverLongAgoItsLastHeartbeatWas() {
    Ledger ledger = speculatingJob(TWICE, 1);
    pass(LEASE / 2);
    Grant first = granted(ledger, "a", 0);
    assertThat(sought(ledger, "b", 0).index()).isEqualTo(0);
    Grant backup = granted(ledger, "b", 0);
    committed(ledger, "b", commit(backup));
    pass(LEASE / 2 + 20);
    assertThat(summary(ledger).view().quiescent()).isFalse();
    committed(ledger, "a", commit(first));
    assertThat(summary(ledger).view().quiescent()).isTrue();
  }

  @Test
  void theHolderIsToldAndSoIsWhoHasACopy() {
    Ledger ledger = speculatingJob(TWICE, 1);
    HeardHints heard = new HeardHints();
    connectedAndSubscribed(heard);
    heard.await("connected");
    granted(ledger, "a", 0);
    sought(ledger, "b", 0);
    heard.await("straggler 0");
  }
}
