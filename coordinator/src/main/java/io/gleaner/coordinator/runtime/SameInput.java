package io.gleaner.coordinator.runtime;

import io.gleaner.coordinator.fill.HighWaterMark;
import io.gleaner.coordinator.fill.ItemCursor;
import io.gleaner.coordinator.fill.ItemDigest;
import io.gleaner.failure.GleanerException;
import io.gleaner.ledger.LedgerReply;

/** A Job goes on only with the input that it was begun with. */
public final class SameInput {
  private SameInput() {}

  /**
   * Reads off the cursor, which stands at the first item, what the Job has taken already; of a
   * sealed Job that must be all.
   *
   * @return the digest of the items up to the mark, to be carried on with
   * @throws GleanerException configuration, if it is another input
   */
  public static ItemDigest check(ItemCursor cursor, JobSession session) {
    LedgerReply.Opened opened = session.opened();
    HighWaterMark mark = new HighWaterMark(opened.mark(), opened.digest());
    ItemDigest digest = mark.check(cursor, session.job().value());
    if (opened.total() >= 0 && cursor.next() != null) {
      throw GleanerException.configuration(
          ("Job %s is sealed with %d items, and this input has more: give the same input to resume"
                  + " the job, or another name for a new one.")
              .formatted(session.job(), opened.total()));
    }
    return digest;
  }
}
