package io.gleaner.coordinator.display;

import io.gleaner.coordinator.control.WorkerRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The tables of {@code get}. Kubernetes: {@code pkg/printers/internalversion}. */
public final class Tables {
  private static final String NONE = "<none>";

  private Tables() {}

  /** Jobs. */
  public static Table jobs(List<Shown> jobs, Instant now) {
    List<List<String>> rows = new ArrayList<>();
    for (Shown job : jobs) {
      JobFacts facts = new JobFacts(job);
      rows.add(
          List.of(
              job.name(),
              facts.statusColumn(),
              facts.completionsColumn(),
              facts.duration(now),
              job.age(now),
              job.container().path("name").asText(),
              job.container().path("image").asText(),
              "batch.kubernetes.io/controller-uid=" + job.stored().uid()));
    }
    return new Table(
        List.of(
            "NAME", "STATUS", "COMPLETIONS", "DURATION", "AGE", "CONTAINERS", "IMAGES", "SELECTOR"),
        3,
        rows);
  }

  /** WorkQueueJobs: as Jobs, with how many of the items have ended. */
  public static Table workQueueJobs(List<Shown> jobs, Instant now) {
    List<List<String>> rows = new ArrayList<>();
    for (Shown job : jobs) {
      JobFacts facts = new JobFacts(job);
      rows.add(
          List.of(
              job.name(),
              facts.statusColumn(),
              facts.itemsColumn(),
              facts.completionsColumn(),
              facts.duration(now),
              job.age(now),
              job.container().path("name").asText()));
    }
    return new Table(
        List.of("NAME", "STATUS", "ITEMS", "COMPLETIONS", "DURATION", "AGE", "CONTAINERS"),
        1,
        rows);
  }

  /** CronJobs. */
  public static Table cronJobs(List<Shown> cronJobs, Instant now) {
    List<List<String>> rows = new ArrayList<>();
    for (Shown cronJob : cronJobs) {
      Instant last = cronJob.statusTime("lastScheduleTime");
      rows.add(
          List.of(
              cronJob.name(),
              cronJob.spec().path("schedule").asText(),
              cronJob.spec().path("timeZone").asText(NONE),
              cronJob.spec().path("suspend").asBoolean(false) ? "True" : "False",
              String.valueOf(cronJob.status().path("active").size()),
              last == null ? NONE : Ages.since(last, now),
              cronJob.age(now),
              cronJob.container().path("name").asText(),
              cronJob.container().path("image").asText(),
              NONE));
    }
    return new Table(
        List.of(
            "NAME",
            "SCHEDULE",
            "TIMEZONE",
            "SUSPEND",
            "ACTIVE",
            "LAST SCHEDULE",
            "AGE",
            "CONTAINERS",
            "IMAGES",
            "SELECTOR"),
        3,
        rows);
  }

  /** Workers, as {@code kubectl get pods} shows pods. */
  public static Table workers(List<WorkerRecord> workers, Instant now) {
    List<List<String>> rows = new ArrayList<>();
    for (WorkerRecord worker : workers) {
      WorkerFacts facts = new WorkerFacts(worker);
      rows.add(
          List.of(
              worker.name(),
              facts.ready() ? "1/1" : "0/1",
              facts.status(),
              facts.restarts(now),
              Ages.since(worker.createdAt(), now),
              NONE,
              worker.node(),
              NONE,
              NONE));
    }
    return new Table(
        List.of(
            "NAME",
            "READY",
            "STATUS",
            "RESTARTS",
            "AGE",
            "IP",
            "NODE",
            "NOMINATED NODE",
            "READINESS GATES"),
        4,
        rows);
  }
}
