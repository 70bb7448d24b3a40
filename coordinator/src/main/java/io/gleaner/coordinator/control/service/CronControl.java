package io.gleaner.coordinator.control.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gleaner.coordinator.control.Event;
import io.gleaner.coordinator.control.Kind;
import io.gleaner.coordinator.control.ObjectKey;
import io.gleaner.coordinator.control.StoredObject;
import io.gleaner.coordinator.control.WriteResult;
import io.gleaner.coordinator.control.client.StoredDefaults;
import io.gleaner.coordinator.cron.CronJob;
import io.gleaner.coordinator.cron.CronJobAction;
import io.gleaner.coordinator.cron.CronJobDecision;
import io.gleaner.coordinator.cron.CronJobEvent;
import io.gleaner.coordinator.cron.CronJobReconciler;
import io.gleaner.coordinator.cron.CronJobSpec;
import io.gleaner.coordinator.cron.ObservedJob;
import io.gleaner.coordinator.job.ConditionType;
import io.gleaner.coordinator.job.JobStatus;
import io.gleaner.coordinator.job.json.JobStatusJson;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** Reconciliations of CronJobs: look, decide, act, and keep the status last (ADR 0016). */
final class CronControl {
  /** What was seen of a CronJob last, and when it is to be looked at again without a change. */
  private record Look(String schedule, String seen, Instant due) {}

  private final ZoneId localZone;
  private final Consumer<String> notices;
  private final Map<String, Look> looks = new HashMap<>();

  CronControl(ZoneId localZone, Consumer<String> notices) {
    this.localZone = localZone;
    this.notices = notices;
  }

  /**
   * Reconciles, if something has changed or it is time to.
   *
   * @param jobs every Job there is
   * @return when to do so again though nothing happens
   */
  Optional<Duration> reconcile(
      Stores stores, StoredObject object, List<StoredObject> jobs, Instant now) {
    CronJobSpec spec = Manifests.cronSpec(object.key().name(), Manifests.parse(object.manifest()));
    CronJob cronJob =
        new CronJob(
            object.key().name(), object.createdAt(), object.deletion() != null, localZone, spec);
    List<ObservedJob> observed = jobs.stream().map(job -> observed(object, job)).toList();
    String schedule = spec.schedule() + "\n" + spec.timeZone();
    String seen = object.generation() + "\n" + object.status() + "\n" + observed;
    Look last = looks.get(object.uid());
    if (last != null && !last.schedule().equals(schedule)) {
      // As Kubernetes does: times that the new schedule had in the past are passed over.
      Optional<Duration> wait =
          CronJobReconciler.afterScheduleChange(
              cronJob, CronStatusJson.read(Manifests.parse(object.status())), now);
      last = new Look(schedule, seen, wait.map(now::plus).orElse(Instant.MAX));
      looks.put(object.uid(), last);
    }
    if (last != null && last.seen().equals(seen) && now.isBefore(last.due())) {
      return Optional.of(last.due()).filter(Instant.MAX::isAfter).map(d -> between(now, d));
    }
    CronJobDecision decision =
        CronJobReconciler.reconcile(
            cronJob, CronStatusJson.read(Manifests.parse(object.status())), observed, now);
    for (CronJobAction action : decision.actions()) {
      act(stores, object, jobs, action, now);
    }
    decision.events().forEach(event -> notices.accept(object.key() + ": " + event.message()));
    stores.tell(object, decision.events().stream().map(event -> told(event, now)).toList());
    String status = CronStatusJson.write(decision.status()).toString();
    if (!status.equals(object.status())) {
      WriteResult written = stores.objects().replace(object.withStatus(status));
      if (!(written instanceof WriteResult.Written)) {
        return Optional.of(Duration.ZERO);
      }
      seen = object.generation() + "\n" + status + "\n" + observed;
    }
    Instant due = decision.requeueAfter().map(now::plus).orElse(Instant.MAX);
    looks.put(object.uid(), new Look(schedule, seen, due));
    return decision.requeueAfter();
  }

  private static Event told(CronJobEvent event, Instant now) {
    Event.Type type = event.reason().isWarning() ? Event.Type.WARNING : Event.Type.NORMAL;
    return Event.of(type, "cronjob-controller", event.reason().text(), event.message(), now);
  }

  private static Duration between(Instant now, Instant due) {
    return Duration.between(now, due);
  }

  private static ObservedJob observed(StoredObject cronJob, StoredObject job) {
    JobStatus status = JobStatusJson.read(Manifests.parse(job.status()));
    ObservedJob.State state =
        status.is(ConditionType.COMPLETE)
            ? ObservedJob.State.COMPLETE
            : status.is(ConditionType.FAILED)
                ? ObservedJob.State.FAILED
                : ObservedJob.State.UNFINISHED;
    return new ObservedJob(
        job.key().name(),
        job.belongsTo(cronJob),
        state,
        status.startTime(),
        status.completionTime());
  }

  private static void act(
      Stores stores,
      StoredObject cronJob,
      List<StoredObject> jobs,
      CronJobAction action,
      Instant now) {
    if (action instanceof CronJobAction.Create create) {
      ObjectKey key = new ObjectKey(Kind.JOB, create.name());
      String manifest = manifest(Manifests.parse(cronJob.manifest()), create).toString();
      String uid = UUID.randomUUID().toString();
      // A name that is taken is the lock that keeps one start from being made twice.
      var unused =
          stores.objects().create(StoredObject.created(key, uid, now, manifest, cronJob.asOwner()));
    } else {
      for (StoredObject job : jobs) {
        if (job.key().name().equals(action.name())) {
          // In the background: its workers are collected afterwards.
          stores.objects().remove(job.key(), job.uid());
        }
      }
    }
  }

  /** The Job of the template. */
  static ObjectNode manifest(JsonNode cronJob, CronJobAction.Create create) {
    JsonNode template = cronJob.path("spec").path("jobTemplate");
    ObjectNode job =
        JsonNodeFactory.instance.objectNode().put("apiVersion", "batch/v1").put("kind", "Job");
    ObjectNode metadata = job.putObject("metadata");
    if (template.path("metadata").isObject()) {
      metadata.setAll((ObjectNode) template.get("metadata").deepCopy());
    }
    metadata.put("name", create.name());
    ObjectNode annotations =
        metadata.path("annotations").isObject()
            ? (ObjectNode) metadata.get("annotations")
            : metadata.putObject("annotations");
    create.annotations().forEach(annotations::put);
    job.set("spec", template.path("spec").deepCopy());
    StoredDefaults.fill(Kind.JOB, job.withObjectProperty("spec"));
    return job;
  }
}
