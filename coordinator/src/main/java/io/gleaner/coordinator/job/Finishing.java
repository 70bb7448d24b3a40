package io.gleaner.coordinator.job;

import org.jspecify.annotations.Nullable;

/** Endings have two phases: announced, and final once the last worker has ended. */
final class Finishing {
  private Finishing() {}

  /** The ending that was announced before; it is never taken back. */
  static @Nullable Ending announced(Round round) {
    return round
        .draft
        .condition(ConditionType.SUCCESS_CRITERIA_MET)
        .or(() -> round.draft.condition(ConditionType.FAILURE_TARGET))
        .map(Ending::of)
        .orElse(null);
  }

  static void finish(Round round, boolean open) {
    Ending ending = round.ending;
    if (ending == null) {
      return;
    }
    StatusDraft draft = round.draft;
    draft.set(ending.announced(), true, ending.reason(), ending.message());
    // A Job without a start time cannot have ended: one that is suspended has to be resumed first.
    // Kubernetes' API server refuses such a status.
    if (open || draft.active > 0 || draft.terminating > 0 || draft.startTime == null) {
      return;
    }
    draft.set(ending.last(), true, ending.reason(), ending.message());
    if (!ending.isFailure()) {
      draft.completionTime = draft.now;
    }
  }
}
