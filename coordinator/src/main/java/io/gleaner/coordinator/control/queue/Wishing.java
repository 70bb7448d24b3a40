package io.gleaner.coordinator.control.queue;

import io.gleaner.coordinator.runtime.JobSession;
import io.gleaner.coordinator.runtime.Patience;
import io.gleaner.coordinator.runtime.QueueAccess;
import io.gleaner.coordinator.runtime.Republisher;
import io.gleaner.coordinator.runtime.StopSignal;
import io.gleaner.failure.ErrorKind;
import io.gleaner.failure.GleanerException;
import io.gleaner.ledger.JobSummary;
import io.gleaner.ledger.LedgerRequest;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Does to the ledger what is wished. For one thread. */
final class Wishing {
  private final JobSession session;
  private final Wishes wishes;
  private final Supplier<QueueAccess> queues;
  private final StopSignal stop;
  private final Set<String> revoked = new HashSet<>();
  private @Nullable String trouble;

  /**
   * Does nothing yet.
   *
   * @param queues makes ways to the queue: one way is for one thread
   */
  Wishing(JobSession session, Wishes wishes, Supplier<QueueAccess> queues, StopSignal stop) {
    this.session = session;
    this.wishes = wishes;
    this.queues = queues;
    this.stop = stop;
  }

  /** Why a wish cannot be fulfilled now; null if all are. */
  @Nullable String trouble() {
    return trouble;
  }

  /**
   * Does what is wished and is not so yet.
   *
   * @return whether the Job had ended and is open again
   */
  boolean fulfil(Wish wish) {
    for (String worker : wish.gone()) {
      if (!revoked.contains(worker)) {
        // Its handlers are dead by now: what it held may go to others at once.
        session.asLeader(token -> new LedgerRequest.Revoke(token, worker));
        revoked.add(worker);
      }
    }
    JobSummary seen = session.summary();
    boolean over = seen.view().phase().terminal();
    if (!over && seen.view().suspended() != wish.suspended()) {
      session.asLeader(token -> new LedgerRequest.Suspend(token, wish.suspended()));
    }
    String reason = wish.failReason();
    if (!over && reason != null) {
      session.asLeader(token -> new LedgerRequest.Fail(token, reason));
    }
    return retry();
  }

  /**
   * Puts dead letters back, if that was asked and not answered yet. Cut off in between, it is done
   * again, which is harmless.
   *
   * @return whether the Job had ended and is open again
   */
  boolean retry() {
    RetryRequest request = wishes.now().retry();
    if (request == null || !wishes.unanswered()) {
      return false;
    }
    try (QueueAccess queue = queues.get()) {
      Republisher.Outcome outcome =
          new Republisher(session, queue, new Patience(stop, sentence -> {}))
              .retry(request.indexes());
      trouble = null;
      wishes.answer(request, outcome.sentence(session.job()));
      return outcome.reopened();
    } catch (GleanerException e) {
      if (e.kind() != ErrorKind.CONFIGURATION) {
        throw e;
      }
      // Not quiescent yet: asked again at the next look.
      trouble = e.getMessage();
      return false;
    }
  }
}
