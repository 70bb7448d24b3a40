package io.gleaner.worker.runtime;

import io.gleaner.failure.ErrorKind;
import io.gleaner.failure.GleanerException;
import io.gleaner.ledger.Ledger;
import io.gleaner.ledger.LedgerReply;
import io.gleaner.ledger.LedgerRequest;
import io.gleaner.worker.state.WorkerEvent;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends a worker's requests in order, each until it is answered: all of them may be repeated. A
 * heartbeat may not: it says what the worker holds at that moment. Used by the worker's thread
 * only.
 */
final class LedgerCalls {
  private static final Logger LOG = LoggerFactory.getLogger(LedgerCalls.class);
  private static final long FIRST_PAUSE_MILLIS = 50;
  private static final long LONGEST_PAUSE_MILLIS = 2_000;

  private final Ledger ledger;
  private final Mailbox mailbox;
  private final Consumer<GleanerException> hopeless;
  private final ArrayDeque<LedgerRequest> unanswered = new ArrayDeque<>();
  private int round;
  private boolean waiting;
  private long pauseMillis = FIRST_PAUSE_MILLIS;

  /**
   * Calls that have not begun.
   *
   * @param hopeless hears, on the worker's thread, of an error that no repetition mends
   */
  LedgerCalls(Ledger ledger, Mailbox mailbox, Consumer<GleanerException> hopeless) {
    this.ledger = ledger;
    this.mailbox = mailbox;
    this.hopeless = hopeless;
  }

  void send(LedgerRequest request) {
    unanswered.add(request);
    if (!waiting) {
      call(request);
    }
  }

  void barrier(long number) {
    ledger
        .barrier()
        .whenComplete(
            (nothing, error) -> {
              if (error != null) {
                LOG.debug("barrier {} is void", number, error);
              }
              mailbox.post(
                  error == null
                      ? new WorkerEvent.BarrierPassed(number)
                      : new WorkerEvent.BarrierBroken(number));
            });
  }

  private void call(LedgerRequest request) {
    int sentIn = round;
    long sentAt = Clock.millis();
    ledger
        .send(request)
        .whenComplete(
            (reply, error) -> mailbox.run(() -> ended(request, sentIn, sentAt, reply, error)));
  }

  private void ended(
      LedgerRequest request,
      int sentIn,
      long sentAt,
      @Nullable LedgerReply reply,
      @Nullable Throwable error) {
    if (sentIn != round) {
      return;
    }
    if (reply != null) {
      unanswered.remove();
      pauseMillis = FIRST_PAUSE_MILLIS;
      mailbox.deliver(new WorkerEvent.Answered(request, reply, sentAt));
    } else {
      failed(error);
    }
  }

  /**
   * The first of a round that fails fails the round: what was sent after it is sent again after it.
   */
  private void failed(@Nullable Throwable error) {
    round++;
    GleanerException known = known(error);
    if (known == null || known.kind() != ErrorKind.TRANSIENT) {
      hopeless.accept(
          known != null
              ? known
              : new GleanerException(
                  ErrorKind.INVARIANT_BROKEN, "The ledger failed in an unknown way.", error));
      return;
    }
    waiting = true;
    LOG.debug("the ledger does not answer, again in {} ms", pauseMillis, known);
    mailbox.runLater(pauseMillis, this::again);
    pauseMillis = Math.min(pauseMillis * 2, LONGEST_PAUSE_MILLIS);
    for (LedgerRequest request : List.copyOf(unanswered)) {
      if (request instanceof LedgerRequest.Renew renew) {
        unanswered.remove(request);
        mailbox.deliver(new WorkerEvent.Unanswered(renew));
      }
    }
  }

  private void again() {
    waiting = false;
    unanswered.forEach(this::call);
  }

  private static @Nullable GleanerException known(@Nullable Throwable error) {
    Throwable cause = error instanceof CompletionException ? error.getCause() : error;
    return cause instanceof GleanerException known ? known : null;
  }
}
