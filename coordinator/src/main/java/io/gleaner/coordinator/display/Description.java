package io.gleaner.coordinator.display;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gleaner.coordinator.control.Event;
import io.gleaner.coordinator.control.Owner;
import io.gleaner.coordinator.control.StoredObject;
import io.gleaner.coordinator.control.WorkerRecord;
import io.gleaner.coordinator.control.WorkerRecord.Phase;
import io.gleaner.coordinator.control.WorkerRecord.Run;
import io.gleaner.coordinator.job.JobCondition;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Objects as {@code kubectl describe} shows them, without what has no meaning here. */
public final class Description {
  private static final String NONE = "<none>";
  private static final String UNSET = "<unset>";

  /** kubectl does not show it either: it is the whole object once more. */
  private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

  /** Go's RFC1123Z: {@code Mon, 02 Jan 2006 15:04:05 -0700}. */
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss Z", Locale.ROOT);

  private final ZoneId zone;
  private final TabWriter out = TabWriter.describing();

  private Description(ZoneId zone) {
    this.zone = zone;
  }

  /** A Job or a WorkQueueJob. */
  public static String job(Shown job, List<Event> events, ZoneId zone, Instant now) {
    Description description = new Description(zone).ofJob(job, now);
    EventLines.add(description.out, events, now);
    return description.out.toString();
  }

  /** A CronJob. */
  public static String cronJob(Shown cronJob, List<Event> events, ZoneId zone, Instant now) {
    Description description = new Description(zone).ofCronJob(cronJob);
    EventLines.add(description.out, events, now);
    return description.out.toString();
  }

  /** A worker. */
  public static String worker(WorkerRecord worker, ZoneId zone) {
    return new Description(zone).ofWorker(worker).out.toString();
  }

  private Description ofJob(Shown job, Instant now) {
    JobFacts facts = new JobFacts(job);
    head(job);
    field("Parallelism", String.valueOf(facts.parallelism()));
    Integer completions = facts.completions();
    field("Completions", completions == null ? UNSET : completions.toString());
    String mode = job.spec().path("completionMode").asText("NonIndexed");
    field("Completion Mode", mode);
    field("Suspend", String.valueOf(facts.suspended()));
    field("Backoff Limit", job.spec().path("backoffLimit").asText(backoffLimit(job)));
    if (job.spec().has("ttlSecondsAfterFinished")) {
      field("TTL Seconds After Finished", job.spec().path("ttlSecondsAfterFinished").asText());
    }
    time("Start Time", job.statusTime("startTime"));
    time("Completed At", job.statusTime("completionTime"));
    if (job.statusTime("completionTime") != null) {
      field("Duration", facts.duration(now));
    }
    if (job.spec().has("activeDeadlineSeconds")) {
      field("Active Deadline Seconds", job.spec().path("activeDeadlineSeconds").asText() + "s");
    }
    field(
        "Pods Statuses",
        "%d Active (%d Ready) / %d Succeeded / %d Failed"
            .formatted(
                facts.count("active"),
                facts.count("ready"),
                facts.count("succeeded"),
                facts.count("failed")));
    if (mode.equals("Indexed")) {
      field("Completed Indexes", job.status().path("completedIndexes").asText(NONE));
    }
    items(job.status());
    template(job);
    conditions(facts.conditions());
    return this;
  }

  /** Of a WorkQueueJob, once something is known of them. */
  private void items(JsonNode status) {
    JsonNode items = status.path("items");
    if (items.isObject()) {
      field(
          "Items",
          "%s Total / %d Filled / %d Done / %d Failed"
              .formatted(
                  items.path("total").asText("?"),
                  items.path("filled").asLong(),
                  items.path("done").asLong(),
                  items.path("failed").asLong()));
      field("Results", items.path("results").asText());
    }
    if (status.hasNonNull("trouble")) {
      field("Trouble", status.path("trouble").asText());
    }
  }

  private static String backoffLimit(Shown job) {
    return String.valueOf(job.spec().has("backoffLimitPerIndex") ? Integer.MAX_VALUE : 6);
  }

  private Description ofCronJob(Shown cronJob) {
    head(cronJob);
    JsonNode spec = cronJob.spec();
    field("Schedule", spec.path("schedule").asText());
    if (spec.has("timeZone")) {
      field("Time Zone", spec.path("timeZone").asText());
    }
    field("Concurrency Policy", spec.path("concurrencyPolicy").asText("Allow"));
    field("Suspend", spec.path("suspend").asBoolean(false) ? "True" : "False");
    field("Successful Job History Limit", spec.path("successfulJobsHistoryLimit").asText("3"));
    field("Failed Job History Limit", spec.path("failedJobsHistoryLimit").asText("1"));
    JsonNode deadline = spec.path("startingDeadlineSeconds");
    field("Starting Deadline Seconds", deadline.isMissingNode() ? UNSET : deadline.asText() + "s");
    field("Selector", UNSET);
    field("Parallelism", cronJob.jobSpec().path("parallelism").asText(UNSET));
    field("Completions", cronJob.jobSpec().path("completions").asText(UNSET));
    if (cronJob.jobSpec().has("activeDeadlineSeconds")) {
      String seconds = cronJob.jobSpec().path("activeDeadlineSeconds").asText();
      field("Active Deadline Seconds", seconds + "s");
    }
    template(cronJob);
    Instant last = cronJob.statusTime("lastScheduleTime");
    field("Last Schedule Time", last == null ? UNSET : text(last));
    List<String> active = new ArrayList<>();
    cronJob
        .status()
        .path("active")
        .forEach(job -> active.add(job.isObject() ? job.path("name").asText() : job.asText()));
    field("Active Jobs", active.isEmpty() ? NONE : String.join(", ", active));
    return this;
  }

  private Description ofWorker(WorkerRecord worker) {
    field("Name", worker.name());
    field("Node", worker.node());
    Run run = worker.run();
    time("Start Time", worker.createdAt());
    field("Status", new WorkerFacts(worker).status());
    field("Controlled By", worker.owner().key().kind().text() + "/" + worker.owner().key().name());
    Integer index = worker.place().index();
    if (index != null) {
      field("Completion Index", index.toString());
    }
    field("Log File", worker.logFile());
    out.line("Containers:");
    out.line(1, "worker:");
    if (run != null) {
      out.line(2, "Process ID:\t" + run.pid());
    }
    state(worker, run);
    out.line(2, "Ready:\t" + (worker.phase() == Phase.RUNNING ? "True" : "False"));
    out.line(2, "Restart Count:\t" + worker.restarts());
    return this;
  }

  private void state(WorkerRecord worker, @Nullable Run run) {
    boolean runs = worker.phase() == Phase.RUNNING && run != null;
    out.line(
        2, "State:\t" + (runs ? "Running" : worker.phase().isEnd() ? "Terminated" : "Waiting"));
    if (!runs) {
      String reason = worker.phase() == Phase.PENDING ? "ContainerCreating" : worker.phase().text();
      out.line(3, "Reason:\t" + reason);
    }
    if (run != null) {
      Integer code = run.exitCode();
      if (!runs && code != null) {
        out.line(3, "Exit Code:\t" + code);
      }
      out.line(3, "Started:\t" + text(run.startedAt()));
      Instant finished = run.finishedAt();
      if (finished != null) {
        out.line(3, "Finished:\t" + text(finished));
      }
    }
  }

  private void head(Shown object) {
    StoredObject stored = object.stored();
    field("Name", object.name());
    if (!object.spec().has("jobTemplate")) {
      field("Selector", "batch.kubernetes.io/controller-uid=" + stored.uid());
    }
    pairs(0, "Labels", object.manifest().at("/metadata/labels"), "=");
    ObjectNode annotations = object.manifest().deepCopy().withObject("/metadata/annotations");
    annotations.remove(LAST_APPLIED);
    pairs(0, "Annotations", annotations, ": ");
    Owner owner = stored.owner();
    if (owner != null) {
      field("Controlled By", owner.key().kind().text() + "/" + owner.key().name());
    }
  }

  private void pairs(int level, String name, JsonNode object, String between) {
    if (object.isEmpty()) {
      out.line(level, name + ":\t" + NONE);
    }
    String label = name + ":";
    for (Map.Entry<String, JsonNode> pair : object.properties()) {
      out.line(level, label + "\t" + pair.getKey() + between + pair.getValue().asText());
      label = "";
    }
  }

  private void template(Shown object) {
    JsonNode template = object.jobSpec().path("template");
    JsonNode container = object.container();
    out.line("Pod Template:");
    pairs(1, "Labels", template.at("/metadata/labels"), "=");
    out.line(1, "Containers:");
    out.line(" " + "  " + container.path("name").asText() + ":");
    out.line(2, "Image:\t" + container.path("image").asText(NONE));
    words("Command", container.path("command"));
    words("Args", container.path("args"));
    if (container.has("workingDir")) {
      out.line(2, "Working Dir:\t" + container.path("workingDir").asText());
    }
    out.line(2, "Environment:" + (container.path("env").isEmpty() ? "\t" + NONE : ""));
    for (JsonNode variable : container.path("env")) {
      out.line(3, variable.path("name").asText() + ":\t" + variable.path("value").asText(""));
    }
  }

  private void words(String name, JsonNode words) {
    if (!words.isEmpty()) {
      out.line(2, name + ":");
      words.forEach(word -> word.asText().lines().forEach(line -> out.line(3, line)));
    }
  }

  private void conditions(List<JobCondition> conditions) {
    if (!conditions.isEmpty()) {
      out.line("Conditions:");
      out.line(1, "Type\tStatus\tReason\tMessage");
    }
    for (JobCondition condition : conditions) {
      out.line(
          1,
          String.join(
              "\t",
              condition.type().text(),
              condition.status() ? "True" : "False",
              condition.reason(),
              condition.message()));
    }
  }

  private void field(String name, String value) {
    out.line(name + ":\t" + value);
  }

  private void time(String name, @Nullable Instant time) {
    if (time != null) {
      field(name, text(time));
    }
  }

  private String text(Instant time) {
    return TIME.format(time.atZone(zone));
  }
}
