package io.gleaner.worker.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.failure.ErrorKind;
import io.gleaner.failure.GleanerException;
import io.gleaner.ledger.JobSpec;
import io.gleaner.ledger.Ledger;
import io.gleaner.ledger.LedgerReply;
import io.gleaner.ledger.LedgerRequest;
import io.gleaner.ledger.MemoryLedgerServer;
import io.gleaner.ledger.Samples;
import io.gleaner.worker.state.WorkerEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LedgerCallsTest {
  private static final LedgerRequest REGISTER = new LedgerRequest.Register(Samples.worker("w"));
  private static final LedgerRequest.Renew RENEW =
      new LedgerRequest.Renew(Samples.worker("w"), List.of(), true, 0);
  private static final LedgerRequest LEAVE = new LedgerRequest.Leave("w");

  private final MemoryLedgerServer server = new MemoryLedgerServer();
  private final List<WorkerEvent> events = new ArrayList<>();
  private final List<GleanerException> hopeless = new ArrayList<>();
  private final Mailbox mailbox = new Mailbox(events::add);
  private final LedgerCalls calls = new LedgerCalls(server.connect(), mailbox, hopeless::add);

  @BeforeEach
  void open() {
    server.connect().send(new LedgerRequest.Open("uid", JobSpec.of("p")));
  }

  @Test
  void answersComeInTheOrderOfTheRequestsWithTheTimeOfSending() throws InterruptedException {
    long before = Clock.millis();
    calls.send(REGISTER);
    calls.send(RENEW);
    long after = Clock.millis();
    runUntil(2);
    assertThat(events)
        .extracting(event -> ((WorkerEvent.Answered) event).request())
        .containsExactly(REGISTER, RENEW);
    assertThat(events)
        .extracting(event -> ((WorkerEvent.Answered) event).reply())
        .hasExactlyElementsOfTypes(LedgerReply.Registered.class, LedgerReply.Renewed.class);
    assertThat(events)
        .allSatisfy(
            event -> assertThat(((WorkerEvent.Answered) event).sentAt()).isBetween(before, after));
  }

  @Test
  void aRequestIsSentAgainUntilItIsAnsweredAndItsAnswerCountsFromTheLastSending()
      throws InterruptedException {
    server.loseReplies(true);
    calls.send(REGISTER);
    runOne();
    runOne();
    assertThat(events).isEmpty();
    assertThat(server.state().workers()).containsKey("w");
    long mended = Clock.millis();
    server.loseReplies(false);
    runUntil(1);
    WorkerEvent.Answered answered = (WorkerEvent.Answered) events.get(0);
    assertThat(answered.request()).isEqualTo(REGISTER);
    assertThat(answered.sentAt()).isGreaterThanOrEqualTo(mended);
  }

  @Test
  void whatWasSentAfterALostRequestIsAnsweredAfterIt() throws InterruptedException {
    server.cut("test");
    calls.send(REGISTER);
    server.mend();
    calls.send(LEAVE);
    calls.send(RENEW);
    runUntil(3);
    assertThat(events.get(0)).isEqualTo(new WorkerEvent.Unanswered(RENEW));
    assertThat(events.subList(1, 3))
        .extracting(event -> ((WorkerEvent.Answered) event).request())
        .containsExactly(REGISTER, LEAVE);
    assertThat(mailbox.next(Clock.millis())).isNull();
  }

  @Test
  void whatIsSentWhileItWaitsGoesOutAfterThePause() throws InterruptedException {
    server.cut("test");
    calls.send(REGISTER);
    runOne();
    calls.send(LEAVE);
    assertThat(mailbox.next(Clock.millis())).isNull();
    server.mend();
    runUntil(2);
    assertThat(events)
        .extracting(event -> ((WorkerEvent.Answered) event).request())
        .containsExactly(REGISTER, LEAVE);
  }

  @Test
  void aHeartbeatIsNotRepeated() throws InterruptedException {
    server.cut("test");
    calls.send(RENEW);
    runUntil(1);
    server.mend();
    runOne();
    assertThat(events).containsExactly(new WorkerEvent.Unanswered(RENEW));
    assertThat(server.state().workers()).isEmpty();
  }

  @Test
  void aBarrierPassesOrIsVoid() throws InterruptedException {
    calls.barrier(1);
    server.breakBarriers(true);
    calls.barrier(2);
    runUntil(2);
    assertThat(events)
        .containsExactly(new WorkerEvent.BarrierPassed(1), new WorkerEvent.BarrierBroken(2));
  }

  @Test
  void anErrorThatNoRepetitionMendsIsToldOnce() throws InterruptedException {
    GleanerException refusal = GleanerException.configuration("the password is wrong");
    LedgerCalls refused = calls(new RefusingLedger(new CompletionException(refusal)));
    refused.send(REGISTER);
    refused.send(LEAVE);
    runOne();
    runOne();
    assertThat(hopeless).containsExactly(refusal);
    assertThat(events).isEmpty();
  }

  @Test
  void anUnknownErrorIsABug() throws InterruptedException {
    calls(new RefusingLedger(new IllegalStateException("bug"))).send(REGISTER);
    runOne();
    assertThat(hopeless)
        .singleElement()
        .satisfies(
            error -> {
              assertThat(error.kind()).isEqualTo(ErrorKind.INVARIANT_BROKEN);
              assertThat(error).hasCauseInstanceOf(IllegalStateException.class);
            });
  }

  private LedgerCalls calls(Ledger ledger) {
    return new LedgerCalls(ledger, mailbox, hopeless::add);
  }

  private void runUntil(int heard) throws InterruptedException {
    while (events.size() < heard) {
      runOne();
    }
  }

  private void runOne() throws InterruptedException {
    Runnable task = null;
    while (task == null) {
      task = mailbox.next(Clock.millis() + 1_000);
    }
    task.run();
  }
}
