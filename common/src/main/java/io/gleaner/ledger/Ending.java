package io.gleaner.ledger;

/** The one rule that ends a Job; it runs inside every request that can make it true. */
final class Ending {
  /** Reason of a Job whose activeDeadlineSeconds have passed (Kubernetes' own). */
  static final String DEADLINE_EXCEEDED = "DeadlineExceeded";

  /** Reason of a Job with more dead letters than it tolerates, all items tried. */
  static final String FAILED_ITEMS = "FailedItems";

  /** Reason of a Job ended early by its dead letters. */
  static final String MAX_FAILED_ITEMS_EXCEEDED = "MaxFailedItemsExceeded";

  /** Reason of a Job that one item's exit code has failed. */
  static final String FAILURE_POLICY = "FailurePolicy";

  private Ending() {}

  static void checkDeadline(LedgerDraft draft) {
    long deadline = draft.spec.activeDeadlineMillis();
    if (deadline >= 0 && !draft.suspended && draft.now >= draft.openedAt + deadline) {
      fail(draft, DEADLINE_EXCEEDED);
    }
  }

  static void fail(LedgerDraft draft, String reason) {
    if (!draft.phase.terminal()) {
      draft.phase = Phase.FAILED;
      draft.reason = reason;
    }
  }

  static void endIfOver(LedgerDraft draft) {
    if (draft.phase.terminal()) {
      return;
    }
    checkDeadline(draft);
    long dead = draft.dead.size();
    long maxFailed = draft.spec.maxFailedItems();
    if (maxFailed >= 0 && dead > maxFailed) {
      fail(draft, MAX_FAILED_ITEMS_EXCEEDED);
    } else if (draft.total >= 0 && draft.done.size() + dead == draft.total) {
      if (dead > Math.max(0, draft.spec.tolerateFailedItems())) {
        fail(draft, FAILED_ITEMS);
      } else if (!draft.phase.terminal()) {
        draft.phase = Phase.COMPLETE;
      }
    }
  }
}
