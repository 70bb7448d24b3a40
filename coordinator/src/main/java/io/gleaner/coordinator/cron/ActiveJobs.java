package io.gleaner.coordinator.cron;

import io.gleaner.coordinator.cron.CronJobEvent.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** status.active and status.lastSuccessfulTime, brought up to what is seen of the Jobs. */
final class ActiveJobs {
  private ActiveJobs() {}

  /** {@code jobs} are those before this reconciliation's history limits took any away. */
  static void update(CronJobDraft draft, List<ObservedJob> jobs) {
    for (ObservedJob job : jobs) {
      boolean active = draft.active.contains(job.name());
      switch (job.state()) {
        case UNFINISHED -> {
          if (!active) {
            // Not adopted: Kubernetes does not either, so that what somebody started by hand stands
            // in nobody's way.
            draft.tell(
                Reason.UNEXPECTED_JOB,
                "Saw a job that the controller did not create or forgot: " + job.name());
          }
        }
        case COMPLETE -> {
          ended(draft, job, active, "Complete");
          succeeded(draft, job);
        }
        case FAILED -> ended(draft, job, active, "Failed");
      }
    }
    Set<String> seen = jobs.stream().map(ObservedJob::name).collect(Collectors.toSet());
    for (String name : List.copyOf(draft.active)) {
      if (!seen.contains(name)) {
        draft.active.remove(name);
        draft.tell(Reason.MISSING_JOB, "Active job went missing: " + name);
      }
    }
  }

  private static void ended(CronJobDraft draft, ObservedJob job, boolean active, String condition) {
    if (active) {
      draft.active.remove(job.name());
      draft.tell(
          Reason.SAW_COMPLETED_JOB,
          "Saw completed job: " + job.name() + ", condition: " + condition);
    }
  }

  private static void succeeded(CronJobDraft draft, ObservedJob job) {
    Instant completed = job.completionTime();
    Instant last = draft.lastSuccessfulTime;
    if (completed != null && (last == null || completed.isAfter(last))) {
      draft.lastSuccessfulTime = completed;
    }
  }
}
