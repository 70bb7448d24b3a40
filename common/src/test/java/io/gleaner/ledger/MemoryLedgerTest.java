package io.gleaner.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gleaner.failure.GleanerException;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/** The ledger in memory keeps the contract, and fails as it is told to. */
class MemoryLedgerTest extends LedgerContract {
  private final MemoryLedgerServer server = new MemoryLedgerServer();

  @Override
  protected Ledger connect() {
    return server.connect();
  }

  @Override
  protected void pass(long millis) {
    server.advance(millis);
  }

  @Override
  protected void pretendRestart() {
    server.restart();
  }

  @Test
  void aCrashLosesWhatNoBarrierCovered() {
    MemoryLedger ledger = server.connect();
    ledger.send(new LedgerRequest.Open("uid", JobSpec.of("p"))).toCompletableFuture().join();
    ledger.barrier().toCompletableFuture().join();
    ledger.send(new LedgerRequest.Filled(0, 5, "d")).toCompletableFuture().join();
    server.crash();
    assertThat(server.state().present()).isTrue();
    assertThat(server.state().mark()).isZero();
    assertThatThrownBy(() -> ledger.barrier().toCompletableFuture().join())
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(GleanerException.class);
  }

  @Test
  void theFirstBarrierAfterALostConnectionIsVoid() {
    MemoryLedger ledger = server.connect();
    ledger.send(new LedgerRequest.Open("uid", JobSpec.of("p"))).toCompletableFuture().join();
    server.cut("cut");
    server.mend();
    assertThat(ledger.barrier().toCompletableFuture()).isCompletedExceptionally();
    assertThat(ledger.barrier().toCompletableFuture()).isCompleted();
  }

  @Test
  void aLostReplyMayHaveBeenCarriedOut() {
    MemoryLedger ledger = server.connect();
    server.loseReplies(true);
    assertThat(ledger.send(new LedgerRequest.Open("uid", JobSpec.of("p"))).toCompletableFuture())
        .isCompletedExceptionally();
    assertThat(server.state().present()).isTrue();
  }
}
