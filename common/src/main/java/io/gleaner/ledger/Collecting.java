package io.gleaner.ledger;

import io.gleaner.item.Bytes;
import io.gleaner.ledger.LedgerReply.Accepted;

/** Results that wait to be collected. */
final class Collecting {
  /**
   * What a result costs in the ledger beside its item, output and error, in bytes: an estimate for
   * the limit.
   */
  static final long OVERHEAD_BYTES = 64;

  private Collecting() {}

  static void add(LedgerDraft draft, Result result) {
    draft.results = draft.results.plus(result);
    draft.resultBytes += size(result);
  }

  static LedgerReply discard(LedgerDraft draft, LedgerRequest.Discard discard) {
    while (draft.resultsFrom < discard.through() && !draft.results.isEmpty()) {
      draft.resultBytes -= size(draft.results.get(0));
      draft.results = draft.results.minus(0);
      draft.resultsFrom++;
    }
    return new Accepted();
  }

  /** What counts towards the limit on uncollected results. */
  static long size(Result result) {
    return OVERHEAD_BYTES
        + result.item().size()
        + result.output().size()
        + Bytes.utf8(result.error()).size();
  }
}
