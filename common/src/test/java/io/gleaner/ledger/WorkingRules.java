package io.gleaner.ledger;

import static io.gleaner.ledger.Samples.claim;
import static io.gleaner.ledger.Samples.commit;
import static io.gleaner.ledger.Samples.failed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.gleaner.item.Bytes;
import io.gleaner.ledger.ClaimOutcome.BodyWanted;
import io.gleaner.ledger.ClaimOutcome.Granted;
import io.gleaner.ledger.ClaimOutcome.HeldByAnother;
import io.gleaner.ledger.ClaimOutcome.NotAnItem;
import io.gleaner.ledger.ClaimOutcome.NotYet;
import io.gleaner.ledger.ClaimOutcome.OutOfAttempts;
import io.gleaner.ledger.ClaimOutcome.ResultsFull;
import io.gleaner.ledger.ClaimOutcome.Suspended;
import io.gleaner.ledger.ClaimOutcome.Terminal;
import io.gleaner.ledger.CommitOutcome.Committed;
import io.gleaner.ledger.CommitOutcome.Refused;
import io.gleaner.ledger.CommitOutcome.RetryAfter;
import io.gleaner.ledger.LedgerReading.NumberedDeadLetter;
import io.gleaner.ledger.LedgerReply.Exchanged;
import io.gleaner.ledger.LedgerReply.Released;
import io.gleaner.ledger.LedgerReply.Renewed;
import io.gleaner.retry.RetryPolicy;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Claims, leases, commits, releases and results. */
abstract class WorkingRules extends FillingRules {
  @Test
  void aClaimGrantsAndAnotherWorkerIsToldHowLongItIsHeld() {
    Ledger ledger = opened(SPEC);
    assertThat(claimed(ledger, "a", claim(7))).isInstanceOf(Granted.class);
    HeldByAnother held = (HeldByAnother) claimed(ledger, "b", claim(7));
    assertThat(held.waitMillis()).isBetween(1L, LEASE);
  }

  @Test
  void aRepeatedClaimIsAnsweredWithTheSameGrant() {
    Ledger ledger = opened(SPEC);
    ClaimOutcome first = claimed(ledger, "a", claim(7));
    assertThat(claimed(ledger, "a", claim(7))).isEqualTo(first);
  }

  @Test
  void aLeaseThatIsNotRenewedEndsAndTheAttemptCounts() {
    Ledger ledger = opened(SPEC);
    Grant first = granted(ledger, "a", 7);
    pass(LEASE + 1);
    Granted second = (Granted) claimed(ledger, "b", claim(7));
    assertThat(second.token()).isGreaterThan(first.token());
    assertThat(second.attempt()).isEqualTo(2);
    assertThat(summary(ledger).retries()).isEqualTo(1);
  }

  @Test
  void aRenewedLeaseGoesOn() {
    Ledger ledger = opened(SPEC);
    LedgerRequest.Held held = new LedgerRequest.Held(granted(ledger, "a", 7), 1, false, true);
    pass(LEASE / 2);
    Renewed renewed = renew(ledger, "a", List.of(held), true);
    assertThat(renewed.held()).containsExactly(true);
    pass(LEASE / 2 + 20);
    assertThat(claimed(ledger, "b", claim(7))).isInstanceOf(HeldByAnother.class);
  }

  @Test
  void aSupersededGrantIsNotRenewed() {
    Ledger ledger = opened(SPEC);
    LedgerRequest.Held held = new LedgerRequest.Held(granted(ledger, "a", 7), 1, false, true);
    pass(LEASE + 1);
    granted(ledger, "b", 7);
    assertThat(renew(ledger, "a", List.of(held), true).held()).containsExactly(false);
  }

  @Test
  void aCommitMakesTheItemTerminalOnce() {
    Ledger ledger = opened(SPEC);
    Grant grant = granted(ledger, "a", 7);
    assertThat(committed(ledger, "a", commit(grant))).isEqualTo(new Committed());
    assertThat(committed(ledger, "a", commit(grant))).isEqualTo(new Refused());
    assertThat(claimed(ledger, "a", claim(7))).isEqualTo(new Terminal());
    assertThat(summary(ledger).done()).isEqualTo(1);
    assertThat(reading(ledger).results(0, 1_000).results()).hasSize(1);
  }

  @Test
  void aCommitWithASupersededTokenIsRefusedAndItsResultNeverShows() {
    Ledger ledger = opened(SPEC);
    Grant late = granted(ledger, "a", 7);
    pass(LEASE + 1);
    Grant current = granted(ledger, "b", 7);
    assertThat(committed(ledger, "a", commit(late))).isEqualTo(new Refused());
    assertThat(reading(ledger).results(0, 1_000).results()).isEmpty();
    assertThat(committed(ledger, "b", commit(current))).isEqualTo(new Committed());
  }

  @Test
  void oneCallCommitsAndThenClaimsInTheOrderOfTheRequest() {
    Ledger ledger = sealedJob(SPEC, 3);
    Grant grant = granted(ledger, "a", 0);
    Exchanged exchanged =
        exchanged(
            ledger, "a", List.of(commit(grant)), List.of(claim(0), claim(1), claim(2), claim(3)));
    assertThat(exchanged.commits()).containsExactly(new Committed());
    assertThat(exchanged.claims().get(0)).isEqualTo(new Terminal());
    assertThat(exchanged.claims().get(1)).isInstanceOf(Granted.class);
    assertThat(exchanged.claims().get(2)).isInstanceOf(Granted.class);
    assertThat(exchanged.claims().get(3)).isEqualTo(new NotAnItem());
  }

  @Test
  void aFailedItemWaitsForItsDelay() {
    Ledger ledger = opened(SPEC);
    Commit failed = failed(granted(ledger, "a", 7), 1);
    assertThat(committed(ledger, "a", failed)).isInstanceOf(RetryAfter.class);
    assertThat(claimed(ledger, "b", claim(7))).isInstanceOf(NotYet.class);
    pass(61);
    assertThat(((Granted) claimed(ledger, "b", claim(7))).attempt()).isEqualTo(2);
  }

  @Test
  void anIgnoredFailureIsNoAttemptAndWaitsAllTheSame() {
    Ledger ledger = opened(SPEC);
    for (int i = 0; i < 3; i++) {
      Grant grant = granted(ledger, "a", 7);
      Commit ignored = failed(grant, 1, Outcome.Kind.IGNORED);
      assertThat(committed(ledger, "a", ignored)).isEqualTo(new RetryAfter(60));
      assertThat(claimed(ledger, "b", claim(7))).isInstanceOf(NotYet.class);
      pass(61);
    }
    assertThat(((Granted) claimed(ledger, "b", claim(7))).attempt()).isEqualTo(1);
  }

  @Test
  void aFailureThatFailsTheJobEndsItAtOnceAndItsItemIsADeadLetter() {
    Ledger ledger = sealedJob(SPEC, 2);
    Grant other = granted(ledger, "b", 1);
    Commit fatal = failed(granted(ledger, "a", 0), 1, Outcome.Kind.FAILED_THE_JOB);
    assertThat(committed(ledger, "a", fatal)).isEqualTo(new Committed());
    assertThat(summary(ledger).view().phase()).isEqualTo(Phase.FAILED);
    assertThat(summary(ledger).view().reason()).isEqualTo("FailurePolicy");
    assertThat(reading(ledger).deadLetters(0, 10)).hasSize(1);
    assertThat(committed(ledger, "b", commit(other))).isEqualTo(new CommitOutcome.Refused());
  }

  @Test
  void anItemOutOfAttemptsBecomesADeadLetterAndFailsTheJob() {
    Ledger ledger = sealedJob(SPEC, 1);
    committed(ledger, "a", failed(granted(ledger, "a", 0), 1));
    pass(61);
    Commit last = failed(granted(ledger, "a", 0), 2);
    assertThat(committed(ledger, "a", last)).isEqualTo(new Committed());
    assertThat(summary(ledger).view().phase()).isEqualTo(Phase.FAILED);
    assertThat(summary(ledger).view().reason()).isEqualTo("FailedItems");
    DeadLetter letter =
        new DeadLetter(
            last.item(), 2, 9, last.outcome().error(), last.outcome().errorTail(), List.of());
    NumberedDeadLetter found = reading(ledger).deadLetters(0, 10).get(0);
    assertThat(found.letter())
        .usingRecursiveComparison()
        .ignoringFields("failures")
        .isEqualTo(letter);
    assertThat(found.letter().failures())
        .extracting(FailedAttempt::attempt, FailedAttempt::worker, FailedAttempt::exitCode)
        .containsExactly(tuple(1, "a", 9), tuple(2, "a", 9));
    assertThat(reading(ledger).deadLetters(1, 10)).isEmpty();
  }

  @Test
  void anItemThatKillsItsWorkersBecomesADeadLetterAtTheNextClaim() {
    Ledger ledger = opened(SPEC);
    granted(ledger, "a", 7);
    pass(LEASE + 1);
    granted(ledger, "b", 7);
    pass(LEASE + 61);
    assertThat(claimed(ledger, "c", claim(7))).isEqualTo(new BodyWanted());
    Bytes body = Bytes.wrap(new byte[] {0, -1, 10});
    assertThat(claimed(ledger, "c", new Claim(7, 0, body))).isEqualTo(new OutOfAttempts());
    assertThat(claimed(ledger, "c", claim(7))).isEqualTo(new Terminal());
    DeadLetter letter = reading(ledger).deadLetters(0, 10).get(0).letter();
    assertThat(letter.body()).isEqualTo(body);
    assertThat(letter.failures())
        .extracting(FailedAttempt::worker, FailedAttempt::error)
        .containsExactly(tuple("a", "lost with its worker"), tuple("b", "lost with its worker"));
    assertThat(reading(ledger).results(0, 1_000).results().get(0).done()).isFalse();
  }

  @Test
  void releasesAreFreeUpToTheSecondInARow() {
    Ledger ledger = opened(SPEC);
    for (int expected : new int[] {1, 1, 1, 2}) {
      Granted granted = (Granted) claimed(ledger, "a", claim(7));
      assertThat(granted.attempt()).isEqualTo(expected);
      Grant grant = new Grant(7, granted.token());
      LedgerRequest release = new LedgerRequest.Release("a", List.of(grant), true);
      assertThat(ask(ledger, release)).isInstanceOf(Released.class);
    }
  }

  @Test
  void aSuspendedJobGrantsNothingButTakesCommits() {
    Ledger ledger = opened(SPEC);
    Grant grant = granted(ledger, "a", 7);
    ask(ledger, new LedgerRequest.Suspend(0, true));
    assertThat(claimed(ledger, "a", claim(8))).isEqualTo(new Suspended());
    assertThat(committed(ledger, "a", commit(grant))).isEqualTo(new Committed());
    ask(ledger, new LedgerRequest.Suspend(0, false));
    granted(ledger, "a", 8);
  }

  @Test
  void nothingIsGrantedWhileTooManyResultsWait() {
    JobSpec spec = new JobSpec("p", LEASE, RetryPolicy.DEFAULT, -1, -1, -1, 10);
    Ledger ledger = opened(spec);
    committed(ledger, "a", commit(granted(ledger, "a", 7)));
    assertThat(claimed(ledger, "a", claim(8))).isInstanceOf(ResultsFull.class);
    ask(ledger, new LedgerRequest.Discard(0, 1));
    granted(ledger, "a", 8);
  }

  @Test
  void resultsAreReadFromAPositionAndDiscardedUpToOne() {
    Ledger ledger = opened(SPEC);
    for (long index = 0; index < 5; index++) {
      committed(ledger, "a", commit(granted(ledger, "a", index)));
    }
    LedgerReading reading = reading(ledger);
    assertThat(reading.results(0, 1).results()).hasSize(1);
    assertThat(reading.results(2, 10_000).results())
        .extracting(Result::index)
        .containsExactly(2L, 3L, 4L);
    ask(ledger, new LedgerRequest.Discard(0, 4));
    LedgerReading.ResultPage page = reading.results(0, 10_000);
    assertThat(page.from()).isEqualTo(4);
    assertThat(page.results()).extracting(Result::index).containsExactly(4L);
    ask(ledger, new LedgerRequest.Discard(0, 4));
    assertThat(summary(ledger).waitingResults()).isEqualTo(1);
  }

  @Test
  void aResultComesBackByteForByte() {
    Ledger ledger = opened(SPEC);
    Grant grant = granted(ledger, "a", 7);
    Commit commit = commit(grant);
    committed(ledger, "a", commit);
    Outcome outcome = commit.outcome();
    assertThat(reading(ledger).results(0, 1).results())
        .containsExactly(
            new Result(
                7,
                commit.item(),
                1,
                "a",
                true,
                outcome.exitCode(),
                outcome.startedAt(),
                outcome.durationMillis(),
                outcome.output(),
                outcome.error()));
  }
}
