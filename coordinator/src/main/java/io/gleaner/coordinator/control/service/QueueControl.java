package io.gleaner.coordinator.control.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gleaner.config.JobName;
import io.gleaner.coordinator.control.Program;
import io.gleaner.coordinator.control.StoredObject;
import io.gleaner.coordinator.control.WorkerRecord;
import io.gleaner.coordinator.control.WriteResult;
import io.gleaner.coordinator.control.queue.Figures;
import io.gleaner.coordinator.control.queue.Glance;
import io.gleaner.coordinator.control.queue.ItemWork;
import io.gleaner.coordinator.control.queue.QueueJob;
import io.gleaner.coordinator.control.queue.RetryRequest;
import io.gleaner.coordinator.control.queue.Wish;
import io.gleaner.coordinator.job.ConditionType;
import io.gleaner.coordinator.job.JobCondition;
import io.gleaner.coordinator.job.JobDecision;
import io.gleaner.coordinator.job.JobReconciler;
import io.gleaner.coordinator.job.JobSpec;
import io.gleaner.coordinator.job.JobStatus;
import io.gleaner.coordinator.job.ObservedWorker;
import io.gleaner.coordinator.job.manifest.Resolving;
import io.gleaner.coordinator.manifest.WorkQueueReader;
import io.gleaner.failure.GleanerException;
import io.gleaner.ledger.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One reconciliation of one WorkQueueJob: its workers as those of any Job, its items by what is
 * known of them without waiting. It may be cut off anywhere and made again.
 */
final class QueueControl {
  private static final Duration SOON = Duration.ofMillis(200);

  /** So often the figures of a Job are kept of which nothing else has changed. */
  private static final Duration FIGURES_EVERY = Duration.ofSeconds(1);

  private final WorkerCare care;
  private final JobActs acts;
  private final ItemWork items;
  private final RandomGenerator random;
  private final Map<String, Long> endSeen = new HashMap<>();
  private final Map<String, Instant> written = new HashMap<>();
  private long round;

  QueueControl(WorkerCare care, JobActs acts, ItemWork items, RandomGenerator random) {
    this.care = care;
    this.acts = acts;
    this.items = items;
    this.random = random;
  }

  /**
   * Reconciles.
   *
   * @param object as it was just read
   * @param workers its own
   * @return when to do so again though nothing happens
   */
  Optional<Duration> reconcile(
      Stores stores, StoredObject object, List<WorkerRecord> workers, Instant now) {
    round++;
    JsonNode manifest = Manifests.parse(object.manifest());
    QueueJob job = job(object, manifest);
    JobSpec spec = Resolving.spec(job.spec().job());
    QueueStatus before = QueueStatus.read(Manifests.parse(object.status()));
    Function<WorkerRecord, Program> programs = worker -> items.worker(job, worker.uid());
    List<WorkerRecord> seen = new ArrayList<>();
    for (WorkerRecord worker : workers) {
      seen.add(care.look(stores, worker, programs.apply(worker), false, now));
    }
    if (killCutOff(stores, seen)) {
      return Optional.of(SOON);
    }
    RetryRequest retry = retry(manifest, before);
    boolean live = seen.stream().anyMatch(worker -> !worker.phase().isEnd());
    Glance glance = Glance.NOTHING;
    boolean attended = spec.isManagedHere() && isToBeAttended(spec, before, retry, live);
    if (attended) {
      glance = items.attend(job, wish(spec, before.job(), seen, retry));
    } else {
      var unused = items.release(object.uid());
    }
    Decided decided = decide(spec, before, seen, glance, attended, job, now);
    if (decided == null) {
      return Optional.of(SOON);
    }
    Optional<StoredObject> kept = keep(stores, object, before, decided.status(), now);
    if (kept.isEmpty()) {
      // Somebody has changed the Job since: decided anew, by what it is now.
      return Optional.of(Duration.ZERO);
    }
    JobActs.Staffing staffing =
        new JobActs.Staffing(name -> "%s-%08x".formatted(name, random.nextInt()), programs);
    acts.carryOut(stores, kept.get(), before.job(), seen, decided.decision(), staffing, now);
    Optional<Duration> due = decided.decision().requeueAfter();
    boolean soon = attended && (due.isEmpty() || due.get().compareTo(SOON) > 0);
    return soon ? Optional.of(SOON) : due;
  }

  /**
   * Carries on with the deletion of a Job whose workers are gone.
   *
   * @return whether nothing of it is left
   */
  boolean remove(StoredObject object) {
    forget(object.uid());
    return items.remove(job(object, Manifests.parse(object.manifest())));
  }

  /** The Job's items are nobody's business here any more; they stay. */
  boolean release(StoredObject object) {
    forget(object.uid());
    return items.release(object.uid());
  }

  private void forget(String uid) {
    written.remove(uid);
  }

  private static QueueJob job(StoredObject object, JsonNode manifest) {
    if (!(manifest.path("spec") instanceof ObjectNode spec)) {
      throw GleanerException.configuration("It has no spec.");
    }
    return new QueueJob(
        new JobName(object.key().name()),
        object.uid(),
        WorkQueueReader.read(spec),
        Manifests.container(manifest));
  }

  private static @Nullable RetryRequest retry(JsonNode manifest, QueueStatus status) {
    JsonNode asked = manifest.path("metadata").path("annotations").path(RetryRequest.ANNOTATION);
    if (!asked.isTextual()) {
      return null;
    }
    RetryRequest request = RetryRequest.parse(asked.asText());
    return status.answers(request) ? null : request;
  }

  /** Workers whose servers are gone are of no use, and must have ended before others begin. */
  private boolean killCutOff(Stores stores, List<WorkerRecord> workers) {
    boolean any = false;
    for (WorkerRecord worker : workers) {
      if (!worker.phase().isEnd() && items.isCutOff(worker.createdAt())) {
        any = true;
        if (worker.phase() == WorkerRecord.Phase.PENDING) {
          // Its start may be under way: it is asked not to be made, or to end.
          var unused = stores.runner().stop(worker);
        } else {
          stores.runner().kill(worker);
        }
      }
    }
    return any;
  }

  /** A Job that is suspended, with all its workers gone and its ledger knowing, takes no thread. */
  private static boolean isToBeAttended(
      JobSpec spec, QueueStatus status, @Nullable RetryRequest retry, boolean live) {
    boolean atRest = status.items() == null || status.isHeld();
    return retry != null || (!status.job().isFinished() && (live || !spec.suspend() || !atRest));
  }

  private Wish wish(
      JobSpec spec, JobStatus status, List<WorkerRecord> workers, @Nullable RetryRequest retry) {
    Set<String> gone = new HashSet<>();
    for (WorkerRecord worker : workers) {
      if (worker.phase() == WorkerRecord.Phase.FAILED) {
        gone.add(worker.uid());
      }
    }
    String reason =
        status.isFinished()
            ? null
            : status.condition(ConditionType.FAILURE_TARGET).map(JobCondition::reason).orElse(null);
    return new Wish(round, spec.suspend(), reason, gone, retry);
  }

  /** What was decided, and the status that says so. */
  private record Decided(JobDecision decision, QueueStatus status) {}

  /** Null if the ledger must be looked at first. */
  private @Nullable Decided decide(
      JobSpec wanted,
      QueueStatus before,
      List<WorkerRecord> workers,
      Glance glance,
      boolean attended,
      QueueJob job,
      Instant now) {
    JobStatus status = before.job();
    Figures figures = glance.figures();
    boolean reopened = status.isFinished() && figures != null && figures.phase() == Phase.ACTIVE;
    if (attended && isAheadOf(glance, workers, status)) {
      return null;
    }
    if (reopened) {
      status = QueueEnding.reopened(status, now);
    }
    status = QueueEnding.settled(status, saidNothing(workers, figures));
    List<ObservedWorker> observed =
        workers.stream().map(w -> Sighting.observed(w, job.container().container())).toList();
    boolean active = observed.stream().anyMatch(worker -> worker.isActive());
    JobSpec spec = wanted;
    if (figures != null) {
      status = QueueEnding.announced(status, figures, active, now);
    }
    boolean complete = figures != null && figures.phase() == Phase.COMPLETE;
    if (complete) {
      spec = QueueEnding.lifted(spec, observed);
    } else if (!glance.ready() && !spec.suspend()) {
      // Nothing is started before there is something to do.
      long running = observed.stream().filter(worker -> worker.isActive()).count();
      spec = spec.withParallelism((int) Math.min(spec.parallelism(), running));
    }
    boolean open = attended && !glance.settled();
    JobDecision decision = JobReconciler.reconcile(spec, status, observed, open, now);
    return new Decided(
        decision,
        new QueueStatus(
            decision.status(),
            figures == null ? before.items() : QueueStatus.items(figures),
            glance.answer() == null ? before.answer() : glance.answer(),
            attended && figures == null && glance.trouble() == null
                ? before.trouble()
                : glance.trouble()));
  }

  /** Whether a worker has ended whose end the ledger may explain, and was not looked at since. */
  private boolean isAheadOf(Glance glance, List<WorkerRecord> workers, JobStatus status) {
    boolean ahead = false;
    endSeen.keySet().removeIf(uid -> status.settled().contains(uid));
    for (WorkerRecord worker : workers) {
      if (worker.phase().isEnd() && !status.settled().contains(worker.uid())) {
        ahead |= glance.round() < endSeen.computeIfAbsent(worker.uid(), uid -> round);
      }
    }
    return ahead;
  }

  /**
   * Workers whose ends say nothing: their servers went away, or the ledger does not stand by their
   * word that all is done.
   */
  private Set<String> saidNothing(List<WorkerRecord> workers, @Nullable Figures figures) {
    boolean complete = figures != null && figures.phase() == Phase.COMPLETE;
    Set<String> uids = new HashSet<>();
    for (WorkerRecord worker : workers) {
      boolean doubtful = worker.phase() == WorkerRecord.Phase.SUCCEEDED && !complete;
      boolean cutOff =
          worker.phase() == WorkerRecord.Phase.FAILED && items.isCutOff(worker.createdAt());
      if (doubtful || cutOff) {
        uids.add(worker.uid());
      }
    }
    return uids;
  }

  /** Keeps a status that has changed; figures alone only now and then. Empty on a conflict. */
  private Optional<StoredObject> keep(
      Stores stores, StoredObject object, QueueStatus before, QueueStatus after, Instant now) {
    String text = after.write().toString();
    if (text.equals(object.status())) {
      return Optional.of(object);
    }
    boolean figuresOnly =
        before.job().equals(after.job())
            && Objects.equals(before.answer(), after.answer())
            && Objects.equals(before.trouble(), after.trouble());
    Instant last = written.get(object.uid());
    if (figuresOnly && last != null && now.isBefore(last.plus(FIGURES_EVERY))) {
      return Optional.of(object);
    }
    WriteResult result = stores.objects().replace(object.withStatus(text));
    if (result instanceof WriteResult.Written done) {
      written.put(object.uid(), now);
      return Optional.of(done.object());
    }
    return Optional.empty();
  }
}
