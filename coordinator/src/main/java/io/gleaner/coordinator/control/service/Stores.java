package io.gleaner.coordinator.control.service;

import io.gleaner.coordinator.control.Event;
import io.gleaner.coordinator.control.EventCorrelation;
import io.gleaner.coordinator.control.EventStore;
import io.gleaner.coordinator.control.ObjectStore;
import io.gleaner.coordinator.control.ProgramRunner;
import io.gleaner.coordinator.control.StoredObject;
import io.gleaner.coordinator.control.WorkerRecord;
import io.gleaner.coordinator.control.WorkerStore;
import java.util.List;

/**
 * What the leader works with.
 *
 * @param objects where objects are kept
 * @param workers where workers' records are kept
 * @param events where events are kept
 * @param runner runs their programs
 * @param token the lead's
 */
record Stores(
    ObjectStore objects, WorkerStore workers, EventStore events, ProgramRunner runner, long token) {
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

  /** Adds to what is told of an object. */
  void tell(StoredObject object, List<Event> told) {
    if (told.isEmpty()) {
      return;
    }
    List<Event> kept = events.events(object.uid());
    for (Event event : told) {
      kept = EventCorrelation.add(kept, event);
    }
    events.keep(token, object.key(), object.uid(), kept);
  }
}
