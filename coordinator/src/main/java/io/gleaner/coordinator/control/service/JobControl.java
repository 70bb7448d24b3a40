package io.gleaner.coordinator.control.service;

import com.fasterxml.jackson.databind.JsonNode;
import io.gleaner.coordinator.control.Deletion;
import io.gleaner.coordinator.control.Program;
import io.gleaner.coordinator.control.StoredObject;
import io.gleaner.coordinator.control.WorkerRecord;
import io.gleaner.coordinator.control.WriteResult;
import io.gleaner.coordinator.job.JobAction;
import io.gleaner.coordinator.job.JobDecision;
import io.gleaner.coordinator.job.JobReconciler;
import io.gleaner.coordinator.job.JobSpec;
import io.gleaner.coordinator.job.Place;
import io.gleaner.coordinator.job.json.JobStatusJson;
import io.gleaner.coordinator.job.spec.RestartPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * One reconciliation of one Job: look, decide, keep the status, act. It may be cut off anywhere and
 * made again, since each act follows from what is kept.
 */
final class JobControl {
  private final WorkerCare care;
  private final String node;
  private final RandomGenerator random;

  JobControl(WorkerCare care, String node, RandomGenerator random) {
    this.care = care;
    this.node = node;
    this.random = random;
  }

  /**
   * Reconciles.
   *
   * @param job as it was just read
   * @param workers its own
   * @return when to do so again though nothing happens
   */
  Optional<Duration> reconcile(
      Stores stores, StoredObject job, List<WorkerRecord> workers, Instant now) {
    JsonNode manifest = Manifests.parse(job.manifest());
    JobSpec spec = Manifests.jobSpec(manifest);
    Program program = Manifests.program(manifest);
    boolean restarts = spec.restartPolicy() == RestartPolicy.ON_FAILURE;
    List<WorkerRecord> seen = new ArrayList<>();
    for (WorkerRecord worker : workers) {
      seen.add(care.look(stores, worker, program, restarts, now));
    }
    JobDecision decision =
        JobReconciler.reconcile(
            spec,
            JobStatusJson.read(Manifests.parse(job.status())),
            seen.stream().map(worker -> Sighting.observed(worker, program.container())).toList(),
            now);
    String status = JobStatusJson.write(decision.status()).toString();
    if (!status.equals(job.status())) {
      WriteResult written = stores.objects().replace(job.withStatus(status));
      if (!(written instanceof WriteResult.Written done)) {
        // Somebody has changed the Job since: decided anew, by what it is now.
        return Optional.of(Duration.ZERO);
      }
      job = done.object();
    }
    for (JobAction action : decision.actions()) {
      act(stores, job, seen, program, action, now);
    }
    for (WorkerRecord worker : seen) {
      // A pod that was deleted is gone after its end; one that ended by itself stays to be read.
      if (worker.phase().isEnd()
          && worker.stopAskedAt() != null
          && decision.status().settled().contains(worker.uid())) {
        stores.forget(worker);
      }
    }
    return decision.requeueAfter();
  }

  private void act(
      Stores stores,
      StoredObject job,
      List<WorkerRecord> workers,
      Program program,
      JobAction action,
      Instant now) {
    if (action instanceof JobAction.Start start) {
      WorkerRecord worker = stores.put(record(stores, job, start.place(), workers.size(), now));
      workers.add(worker);
      care.start(stores, worker, program, now);
    } else if (action instanceof JobAction.Stop stop) {
      for (WorkerRecord worker : workers) {
        if (worker.uid().equals(stop.workerId())) {
          WorkerRecord asked = stores.put(worker.stopping(now));
          care.look(stores, asked, program, false, now);
        }
      }
    } else {
      // As Kubernetes' TTL controller does it.
      var unused = stores.objects().replace(job.deleting(Deletion.Policy.FOREGROUND, now));
    }
  }

  private WorkerRecord record(
      Stores stores, StoredObject job, Place place, int ordinal, Instant now) {
    String uid = UUID.randomUUID().toString();
    return new WorkerRecord(
        WorkerNames.next(job.key().name(), place.index(), random),
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
