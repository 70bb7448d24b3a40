package io.gleaner.ledger;

import java.util.Set;

/** States made from others, for tests that damage a ledger. */
public final class LedgerStates {
  private LedgerStates() {}

  /** The state as if another Redis process had used it last. */
  public static LedgerState withRunId(LedgerState state, String runId) {
    LedgerDraft draft = new LedgerDraft(state, new Server("", 0), Set.of());
    draft.runId = runId;
    return draft.state();
  }
}
