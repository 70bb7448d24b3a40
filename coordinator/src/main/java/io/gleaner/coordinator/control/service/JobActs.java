package io.gleaner.coordinator.control.service;

import io.gleaner.coordinator.control.Deletion;
import io.gleaner.coordinator.control.Event;
import io.gleaner.coordinator.control.Program;
import io.gleaner.coordinator.control.StoredObject;
import io.gleaner.coordinator.control.WorkerRecord;
import io.gleaner.coordinator.job.JobAction;
import io.gleaner.coordinator.job.JobDecision;
import io.gleaner.coordinator.job.JobStatus;
import io.gleaner.coordinator.job.Place;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/** Carries out what was decided for a Job and is kept in its status. */
final class JobActs {
  private final WorkerCare care;
  private final String node;
  private final RandomGenerator random;

  JobActs(WorkerCare care, String node, RandomGenerator random) {
    this.care = care;
    this.node = node;
    this.random = random;
  }

  /**
   * How a Job's workers are made.
   *
   * @param uids makes a worker's uid from its name
   * @param programs what a worker runs
   */
  record Staffing(UnaryOperator<String> uids, Function<WorkerRecord, Program> programs) {}

  /**
   * Carries out, and tells of it.
   *
   * @param before the status before the decision
   * @param workers the Job's; those that are started are added
   */
  void carryOut(
      Stores stores,
      StoredObject job,
      JobStatus before,
      List<WorkerRecord> workers,
      JobDecision decision,
      Staffing staffing,
      Instant now) {
    List<Event> events = new ArrayList<>();
    for (JobAction action : decision.actions()) {
      act(stores, job, workers, action, staffing, events, now);
    }
    events.addAll(JobEvents.between(before, decision.status(), now));
    stores.tell(job, events);
    for (WorkerRecord worker : workers) {
      // A pod that was deleted is gone after its end; one that ended by itself stays to be read.
      if (worker.phase().isEnd()
          && worker.stopAskedAt() != null
          && decision.status().settled().contains(worker.uid())) {
        stores.forget(worker);
      }
    }
  }

  private void act(
      Stores stores,
      StoredObject job,
      List<WorkerRecord> workers,
      JobAction action,
      Staffing staffing,
      List<Event> events,
      Instant now) {
    if (action instanceof JobAction.Start start) {
      WorkerRecord worker =
          stores.put(record(stores, job, start.place(), workers.size(), staffing, now));
      workers.add(worker);
      events.add(JobEvents.created(worker, now));
      care.start(stores, worker, staffing.programs().apply(worker), now);
    } else if (action instanceof JobAction.Stop stop) {
      for (WorkerRecord worker : workers) {
        if (worker.uid().equals(stop.workerId())) {
          WorkerRecord asked = stores.put(worker.stopping(now));
          events.add(JobEvents.deleted(asked, now));
          care.look(stores, asked, staffing.programs().apply(asked), false, now);
        }
      }
    } else {
      // As Kubernetes' TTL controller does it.
      var unused = stores.objects().replace(job.deleting(Deletion.Policy.FOREGROUND, now));
    }
  }

  private WorkerRecord record(
      Stores stores, StoredObject job, Place place, int ordinal, Staffing staffing, Instant now) {
    String name = WorkerNames.next(job.key().name(), place.index(), random);
    String uid = staffing.uids().apply(name);
    return new WorkerRecord(
        name,
        uid,
        job.asOwner(),
        ordinal,
        place,
        now,
        null,
        node,
        stores.runner().logFile(uid),
        WorkerRecord.Phase.PENDING,
        0,
        null);
  }
}
