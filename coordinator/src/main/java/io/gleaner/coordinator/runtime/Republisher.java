package io.gleaner.coordinator.runtime;

import io.gleaner.config.JobName;
import io.gleaner.failure.GleanerException;
import io.gleaner.item.WorkItem;
import io.gleaner.ledger.LedgerReading;
import io.gleaner.ledger.LedgerReply;
import io.gleaner.ledger.LedgerRequest;
import io.gleaner.queue.ItemPublisher;
import java.util.List;

/**
 * Puts dead letters back into the queue: the ledger first notes that they must be published, and
 * only forgets that once they are. Killed at any point, the next coordinator resumes the list.
 */
public final class Republisher {
  private final JobSession session;
  private final QueueAccess queue;
  private final Patience patience;

  /** Does nothing yet. */
  public Republisher(JobSession session, QueueAccess queue, Patience patience) {
    this.session = session;
    this.queue = queue;
    this.patience = patience;
  }

  /**
   * Puts dead letters back, and what an earlier call left unfinished; reopens a Job that has ended.
   *
   * @param indexes which; all when empty
   * @throws GleanerException configuration if the Job cannot be reopened yet
   */
  public Outcome retry(List<Long> indexes) {
    long before = session.summary().generation();
    LedgerReply reply =
        session.durably(() -> session.asLeader(token -> new LedgerRequest.Retry(token, indexes)));
    if (reply instanceof LedgerReply.Busy busy) {
      throw GleanerException.configuration(
          ("Job %s has ended, but %s still registered or finishing: wait until it is"
                  + " quiescent, then retry.")
              .formatted(
                  session.job(),
                  busy.workers() == 1 ? "1 worker is" : busy.workers() + " workers are"));
    }
    if (!(reply instanceof LedgerReply.Retrying)) {
      throw JobSession.unexpected(reply);
    }
    // Not from the reply: where it was asked twice, the first one did the work.
    boolean reopened = session.summary().generation() > before;
    return new Outcome(resume(), reopened);
  }

  /**
   * Publishes what is to be published again.
   *
   * @return how many items
   */
  public long resume() {
    List<WorkItem> items = session.read(LedgerReading::toRepublish);
    if (items.isEmpty()) {
      return 0;
    }
    patience.insist(queue.admin()::create);
    boolean published =
        patience.insist(
            () -> {
              try (ItemPublisher publisher = queue.publishers().apply(session.uid())) {
                items.forEach(publisher::publish);
                publisher.flush();
                return true;
              }
            });
    if (published) {
      List<Long> indexes = items.stream().map(WorkItem::index).toList();
      session.asLeader(token -> new LedgerRequest.Republished(token, indexes));
    }
    return items.size();
  }

  /**
   * What a retry came to.
   *
   * @param items how many items were put back
   * @param reopened whether the Job had ended and is open again
   */
  public record Outcome(long items, boolean reopened) {
    /** The same as a sentence. */
    public String sentence(JobName job) {
      return "%d item%s put back%s."
          .formatted(
              items, items == 1 ? "" : "s", reopened ? "; job " + job + " is open again" : "");
    }
  }
}
