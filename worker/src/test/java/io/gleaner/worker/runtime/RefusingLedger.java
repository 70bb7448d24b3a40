package io.gleaner.worker.runtime;

import io.gleaner.ledger.Ledger;
import io.gleaner.ledger.LedgerReply;
import io.gleaner.ledger.LedgerRequest;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A ledger that fails every call in the same way. */
final class RefusingLedger implements Ledger {
  private final Throwable error;

  RefusingLedger(Throwable error) {
    this.error = error;
  }

  @Override
  public CompletionStage<LedgerReply> send(LedgerRequest request) {
    return CompletableFuture.failedFuture(error);
  }

  @Override
  public CompletionStage<@Nullable Void> barrier() {
    return CompletableFuture.failedFuture(error);
  }

  @Override
  public void subscribe(Hints listener) {}

  @Override
  public void close() {}
}
