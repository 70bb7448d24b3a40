package io.gleaner.coordinator.control.service;

import io.gleaner.coordinator.control.ObjectStore;
import io.gleaner.coordinator.control.ProgramRunner;
import io.gleaner.coordinator.control.WorkerRecord;
import io.gleaner.coordinator.control.WorkerStore;

/**
 * What the leader works with.
 *
 * @param objects where objects are kept
 * @param workers where workers' records are kept
 * @param runner runs their programs
 * @param token the lead's
 */
record Stores(ObjectStore objects, WorkerStore workers, ProgramRunner runner, long token) {
  /** Keeps a record; no word of it may be followed by an act before it is kept. */
  WorkerRecord put(WorkerRecord worker) {
    if (!workers.put(token, worker)) {
      throw new LeadLostException();
    }
    return worker;
  }

  /** Forgets a worker that has ended, its log first: a record without one is found again. */
  void forget(WorkerRecord worker) {
    runner.forget(worker);
    if (!workers.remove(token, worker.uid())) {
      throw new LeadLostException();
    }
  }
}
