package io.gleaner.coordinator.control.service;

import io.gleaner.coordinator.control.Event;
import io.gleaner.coordinator.control.WorkerRecord;
import io.gleaner.coordinator.job.JobCondition;
import io.gleaner.coordinator.job.JobStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is told of a Job, in the words of Kubernetes' Job controller, which calls workers pods. */
final class JobEvents {
  private static final String FROM = "job-controller";

  private JobEvents() {}

  static Event created(WorkerRecord worker, Instant now) {
    return Event.of(
        Event.Type.NORMAL, FROM, "SuccessfulCreate", "Created pod: " + worker.name(), now);
  }

  static Event deleted(WorkerRecord worker, Instant now) {
    return Event.of(
        Event.Type.NORMAL, FROM, "SuccessfulDelete", "Deleted pod: " + worker.name(), now);
  }

  /** What has become of the Job between two statuses. */
  static List<Event> between(JobStatus before, JobStatus after, Instant now) {
    List<Event> events = new ArrayList<>();
    for (JobCondition condition : after.conditions()) {
      if (!before.conditions().contains(condition)) {
        of(condition, now).ifPresent(events::add);
      }
    }
    return events;
  }

  private static Optional<Event> of(JobCondition condition, Instant now) {
    return switch (condition.type()) {
      case SUSPENDED ->
          Optional.of(
              condition.status()
                  ? Event.of(Event.Type.NORMAL, FROM, "Suspended", "Job suspended", now)
                  : Event.of(Event.Type.NORMAL, FROM, "Resumed", "Job resumed", now));
      case COMPLETE ->
          Optional.of(Event.of(Event.Type.NORMAL, FROM, "Completed", "Job completed", now));
      case FAILED ->
          Optional.of(
              Event.of(Event.Type.WARNING, FROM, condition.reason(), condition.message(), now));
      case SUCCESS_CRITERIA_MET, FAILURE_TARGET -> Optional.empty();
    };
  }
}
