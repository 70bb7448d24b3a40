package io.gleaner.ledger;

import static io.gleaner.ledger.Samples.claim;
import static io.gleaner.ledger.Samples.commit;
import static io.gleaner.ledger.Samples.worker;
import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.ledger.ClaimOutcome.Granted;
import io.gleaner.ledger.LedgerReply.Accepted;
import io.gleaner.ledger.LedgerReply.Exchanged;
import io.gleaner.ledger.LedgerReply.Opened;
import io.gleaner.ledger.LedgerReply.Registered;
import io.gleaner.ledger.LedgerReply.Renewed;
import io.gleaner.retry.RetryPolicy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** What the tests of the contract share: connections, time, and short ways to ask. */
abstract class LedgerFixture {
  /**
   * Long enough for a slow machine not to lose it by accident, short enough to wait for its end.
   */
  protected static final long LEASE = 400;

  static final JobSpec SPEC =
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
  Ledger opened(JobSpec spec) {
    Ledger ledger = connected();
    assertThat(ask(ledger, new LedgerRequest.Open("uid-1", spec))).isInstanceOf(Opened.class);
    return ledger;
  }

  Ledger sealedJob(JobSpec spec, long total) {
    Ledger ledger = opened(spec);
    ask(ledger, new LedgerRequest.Filled(0, total, "digest"));
    assertThat(ask(ledger, new LedgerRequest.Seal(0, total))).isInstanceOf(Accepted.class);
    return ledger;
  }

  Ledger connected() {
    Ledger ledger = connect();
    open.add(ledger);
    return ledger;
  }

  static LedgerReply ask(Ledger ledger, LedgerRequest request) {
    return ledger.send(request).toCompletableFuture().join();
  }

  static ClaimOutcome claimed(Ledger ledger, String worker, Claim claim) {
    return exchanged(ledger, worker, List.of(), List.of(claim)).claims().get(0);
  }

  static Grant granted(Ledger ledger, String worker, long index) {
    ClaimOutcome outcome = claimed(ledger, worker, claim(index));
    assertThat(outcome).isInstanceOf(Granted.class);
    return new Grant(index, ((Granted) outcome).token());
  }

  static CommitOutcome committed(Ledger ledger, String worker, Commit commit) {
    return exchanged(ledger, worker, List.of(commit), List.of()).commits().get(0);
  }

  static Exchanged exchanged(
      Ledger ledger, String worker, List<Commit> commits, List<Claim> claims) {
    return (Exchanged) ask(ledger, new LedgerRequest.Exchange(worker, commits, claims));
  }

  static LedgerReading reading(Ledger ledger) {
    return (LedgerReading) ledger;
  }

  static JobSummary summary(Ledger ledger) {
    return reading(ledger).summary().orElseThrow();
  }

  static long epoch(Ledger ledger) {
    return ((Registered) ask(ledger, new LedgerRequest.Register(worker("epoch")))).view().epoch();
  }

  static Renewed renew(
      Ledger ledger, String worker, List<LedgerRequest.Held> held, boolean complete) {
    return (Renewed)
        ask(ledger, new LedgerRequest.Renew(worker(worker), held, complete, epoch(ledger)));
  }

  void connectedAndSubscribed(HeardHints heard) {
    connected().subscribe(heard);
  }
}
