package io.gleaner.ledger;

import static io.gleaner.ledger.Samples.claim;
import static io.gleaner.ledger.Samples.commit;
import static io.gleaner.ledger.Samples.failed;
import static io.gleaner.ledger.Samples.worker;
import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.item.Bytes;
import io.gleaner.item.WorkItem;
import io.gleaner.ledger.ClaimOutcome.BodyWanted;
import io.gleaner.ledger.ClaimOutcome.Ended;
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
import io.gleaner.ledger.LedgerReply.Absent;
import io.gleaner.ledger.LedgerReply.Accepted;
import io.gleaner.ledger.LedgerReply.Busy;
import io.gleaner.ledger.LedgerReply.Exchanged;
import io.gleaner.ledger.LedgerReply.Leading;
import io.gleaner.ledger.LedgerReply.Left;
import io.gleaner.ledger.LedgerReply.NotLeader;
import io.gleaner.ledger.LedgerReply.NotQuiescent;
import io.gleaner.ledger.LedgerReply.Opened;
import io.gleaner.ledger.LedgerReply.Recovered;
import io.gleaner.ledger.LedgerReply.Registered;
import io.gleaner.ledger.LedgerReply.Released;
import io.gleaner.ledger.LedgerReply.Renewed;
import io.gleaner.ledger.LedgerReply.Restarted;
import io.gleaner.ledger.LedgerReply.Retrying;
import io.gleaner.ledger.LedgerReply.SealRefused;
import io.gleaner.ledger.LedgerReply.Taken;
import io.gleaner.retry.RetryPolicy;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What every ledger does, one test a rule; whoever implements the port extends this. */
public abstract class LedgerContract {
  /**
   * Long enough for a slow machine not to lose it by accident, short enough to wait for its end.
   */
  protected static final long LEASE = 400;

  private static final JobSpec SPEC =
      new JobSpec("sort", LEASE, new RetryPolicy(2, 60, 60), -1, -1, -1, -1);

  private final List<Ledger> open = new ArrayList<>();

  /** A new connection to the one Job of this test; it must also be a {@link LedgerReading}. */
  protected abstract Ledger connect();

  /** Lets so much time pass on the ledger's clock, at least. */
  protected abstract void pass(long millis);

  /** Makes the ledger find itself in another Redis process, its content unchanged. */
  protected abstract void pretendRestart();

  @AfterEach
  void closeAll() {
    open.forEach(Ledger::close);
  }

  /** A connection that has opened the Job. */
  private Ledger opened(JobSpec spec) {
    Ledger ledger = connected();
    assertThat(ask(ledger, new LedgerRequest.Open("uid-1", spec))).isInstanceOf(Opened.class);
    return ledger;
  }

  private Ledger sealedJob(JobSpec spec, long total) {
    Ledger ledger = opened(spec);
    ask(ledger, new LedgerRequest.Filled(0, total, "digest"));
    assertThat(ask(ledger, new LedgerRequest.Seal(0, total))).isInstanceOf(Accepted.class);
    return ledger;
  }

  private Ledger connected() {
    Ledger ledger = connect();
    open.add(ledger);
    return ledger;
  }

  private static LedgerReply ask(Ledger ledger, LedgerRequest request) {
    return ledger.send(request).toCompletableFuture().join();
  }

  private static ClaimOutcome claimed(Ledger ledger, String worker, Claim claim) {
    return exchanged(ledger, worker, List.of(), List.of(claim)).claims().get(0);
  }

  private static Grant granted(Ledger ledger, String worker, long index) {
    ClaimOutcome outcome = claimed(ledger, worker, claim(index));
    assertThat(outcome).isInstanceOf(Granted.class);
    return new Grant(index, ((Granted) outcome).token());
  }

  private static CommitOutcome committed(Ledger ledger, String worker, Commit commit) {
    return exchanged(ledger, worker, List.of(commit), List.of()).commits().get(0);
  }

  private static Exchanged exchanged(
      Ledger ledger, String worker, List<Commit> commits, List<Claim> claims) {
    return (Exchanged) ask(ledger, new LedgerRequest.Exchange(worker, commits, claims));
  }

  private static LedgerReading reading(Ledger ledger) {
    return (LedgerReading) ledger;
  }

  private static JobSummary summary(Ledger ledger) {
    return reading(ledger).summary().orElseThrow();
  }

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
    LedgerRequest.Held held = new LedgerRequest.Held(granted(ledger, "a", 7), 1, true);
    pass(LEASE / 2);
    Renewed renewed = renew(ledger, "a", List.of(held), true);
    assertThat(renewed.held()).containsExactly(true);
    pass(LEASE / 2 + 20);
    assertThat(claimed(ledger, "b", claim(7))).isInstanceOf(HeldByAnother.class);
  }

  @Test
  void aSupersededGrantIsNotRenewed() {
    Ledger ledger = opened(SPEC);
    LedgerRequest.Held held = new LedgerRequest.Held(granted(ledger, "a", 7), 1, true);
    pass(LEASE + 1);
    granted(ledger, "b", 7);
    assertThat(renew(ledger, "a", List.of(held), true).held()).containsExactly(false);
  }

  private static long epoch(Ledger ledger) {
    return ((Registered) ask(ledger, new LedgerRequest.Register(worker("epoch")))).view().epoch();
  }

  private static Renewed renew(
      Ledger ledger, String worker, List<LedgerRequest.Held> held, boolean complete) {
    return (Renewed)
        ask(ledger, new LedgerRequest.Renew(worker(worker), held, complete, epoch(ledger)));
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
  void anItemOutOfAttemptsBecomesADeadLetterAndFailsTheJob() {
    Ledger ledger = sealedJob(SPEC, 1);
    committed(ledger, "a", failed(granted(ledger, "a", 0), 1));
    pass(61);
    Commit last = failed(granted(ledger, "a", 0), 2);
    assertThat(committed(ledger, "a", last)).isEqualTo(new Committed());
    assertThat(summary(ledger).view().phase()).isEqualTo(Phase.FAILED);
    assertThat(summary(ledger).view().reason()).isEqualTo("FailedItems");
    DeadLetter letter =
        new DeadLetter(last.item(), 2, 9, last.outcome().error(), last.outcome().errorTail());
    assertThat(reading(ledger).deadLetters(0, 10))
        .containsExactly(new NumberedDeadLetter(0, letter));
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
    assertThat(reading(ledger).deadLetters(0, 10).get(0).letter().body()).isEqualTo(body);
    assertThat(reading(ledger).results(0, 1_000).results().get(0).done()).isFalse();
  }

  @Test
  void releasesAreFreeUpToTheSecondInARow() {
    Ledger ledger = opened(SPEC);
    for (int expected : new int[] {1, 1, 1, 2}) {
      Granted granted = (Granted) claimed(ledger, "a", claim(7));
      assertThat(granted.attempt()).isEqualTo(expected);
      Grant grant = new Grant(7, granted.token());
      LedgerRequest release = new LedgerRequest.Release("a", List.of(grant));
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
    LedgerRequest.Held late = new LedgerRequest.Held(granted(ledger, "a", 0), 1, true);
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

  @Test
  void afterARestartNothingIsDoneUntilItIsRecoveredAndThenItSettles() {
    Ledger ledger = opened(SPEC);
    LedgerRequest.Held held = new LedgerRequest.Held(granted(ledger, "a", 7), 1, true);
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
    ask(ledger, new LedgerRequest.Republished(0, List.of(1L)));
    assertThat(reading(ledger).toRepublish()).isEmpty();
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
    ask(ledger, new LedgerRequest.Release("a", List.of(grant)));
    heard.await("freed 1");
    committed(ledger, "a", commit(granted(ledger, "a", 0)));
    committed(ledger, "a", commit(granted(ledger, "a", 1)));
    heard.await("changed");
  }

  @Test
  void othersHearWhenTheLastGrantIsGivenBackAfterTheEnd() {
    Ledger ledger = sealedJob(SPEC, 1);
    ask(ledger, new LedgerRequest.Register(worker("a")));
    LedgerRequest.Held late = new LedgerRequest.Held(granted(ledger, "a", 0), 1, true);
    pass(LEASE + 1);
    Grant current = granted(ledger, "b", 0);
    renew(ledger, "a", List.of(late), true);
    committed(ledger, "b", commit(current));
    HeardHints heard = new HeardHints();
    connectedAndSubscribed(heard);
    heard.await("connected");
    heard.forget();
    ask(ledger, new LedgerRequest.Release("a", List.of(late.grant())));
    heard.await("changed");
  }

  private void connectedAndSubscribed(HeardHints heard) {
    connected().subscribe(heard);
  }
}
