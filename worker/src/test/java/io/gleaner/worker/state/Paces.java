package io.gleaner.worker.state;

import java.util.Set;

/** Workers that have found their pace already. */
final class Paces {
  private static final WorkerSettings ANY =
      new WorkerSettings("any", "", 1, "", 1, 0, 0, WorkerSettings.UNLIMITED, 1, 0, 1);

  private Paces() {}

  /** A worker that has just started, and takes so many items ahead. */
  static WorkerState ahead(int items) {
    WorkerDraft draft = new WorkerDraft(WorkerState.START, ANY, Set.of(), 0);
    draft.pace = new Pace(0, 0, items, 0);
    return draft.state();
  }
}
