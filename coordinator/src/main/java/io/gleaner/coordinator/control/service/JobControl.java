package io.gleaner.coordinator.control.service;

import com.fasterxml.jackson.databind.JsonNode;
import io.gleaner.coordinator.control.Program;
import io.gleaner.coordinator.control.StoredObject;
import io.gleaner.coordinator.control.WorkerRecord;
import io.gleaner.coordinator.control.WriteResult;
import io.gleaner.coordinator.job.JobDecision;
import io.gleaner.coordinator.job.JobReconciler;
import io.gleaner.coordinator.job.JobSpec;
import io.gleaner.coordinator.job.JobStatus;
import io.gleaner.coordinator.job.json.JobStatusJson;
import io.gleaner.coordinator.job.spec.RestartPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * One reconciliation of one Job: look, decide, keep the status, act. It may be cut off anywhere and
 * made again, since each act follows from what is kept.
 */
final class JobControl {
  private final WorkerCare care;
  private final JobActs acts;

  JobControl(WorkerCare care, JobActs acts) {
    this.care = care;
    this.acts = acts;
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
    JobStatus before = JobStatusJson.read(Manifests.parse(job.status()));
    JobDecision decision =
        JobReconciler.reconcile(
            spec,
            before,
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
    JobActs.Staffing staffing =
        new JobActs.Staffing(name -> UUID.randomUUID().toString(), same -> program);
    acts.carryOut(stores, job, before, seen, decision, staffing, now);
    return decision.requeueAfter();
  }
}
