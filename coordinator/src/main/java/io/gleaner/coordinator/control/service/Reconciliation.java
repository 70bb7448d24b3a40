package io.gleaner.coordinator.control.service;

import io.gleaner.coordinator.control.Deletion;
import io.gleaner.coordinator.control.Kind;
import io.gleaner.coordinator.control.StoredObject;
import io.gleaner.coordinator.control.WorkerRecord;
import io.gleaner.coordinator.control.queue.ItemWork;
import io.gleaner.failure.ErrorKind;
import io.gleaner.failure.GleanerException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** One round over all that was applied. For one thread, and only for the leader. */
final class Reconciliation {
  /** How soon a worker's end is noticed. */
  private static final Duration GLANCE = Duration.ofMillis(200);

  private static final Duration LONGEST = Duration.ofSeconds(5);

  private final Consumer<String> notices;
  private final WorkerCare care;
  private final JobControl jobControl;
  private final QueueControl queueControl;
  private final CronControl cronControl;
  private final Deletions deletions;
  private final Set<String> complained = new HashSet<>();

  Reconciliation(
      ItemWork items,
      String node,
      ZoneId localZone,
      RandomGenerator random,
      Consumer<String> notices) {
    this.notices = notices;
    this.care = new WorkerCare(node, notices);
    JobActs acts = new JobActs(care, node, random);
    this.jobControl = new JobControl(care, acts);
    this.queueControl = new QueueControl(care, acts, items, random);
    this.cronControl = new CronControl(localZone, notices);
    this.deletions = new Deletions(care, queueControl, notices);
  }

  /**
   * Goes over everything once.
   *
   * @return how long to wait for the next round if nothing changes
   * @throws GleanerException transient, if the store does not answer
   */
  Duration round(Stores stores, Instant now) {
    List<StoredObject> jobs = stores.objects().list(Kind.JOB);
    List<StoredObject> cronJobs = stores.objects().list(Kind.CRON_JOB);
    List<StoredObject> queueJobs = stores.objects().list(Kind.WORK_QUEUE_JOB);
    // Read after the Jobs, and changed by nobody but this thread: what a Job's status speaks of
    // is there.
    List<WorkerRecord> workers = stores.workers().workers();
    List<StoredObject> all = new ArrayList<>(jobs);
    all.addAll(cronJobs);
    all.addAll(queueJobs);
    Duration wait = workers.stream().allMatch(w -> w.phase().isEnd()) ? LONGEST : GLANCE;
    for (StoredObject object : all) {
      Optional<Duration> again = guarded(object, () -> one(stores, object, jobs, workers, now));
      wait = again.isPresent() && again.get().compareTo(wait) < 0 ? again.get() : wait;
    }
    deletions.collect(stores, all.stream().map(StoredObject::uid).toList(), jobs, workers, now);
    return wait.isNegative() ? Duration.ZERO : wait;
  }

  private Optional<Duration> one(
      Stores stores,
      StoredObject object,
      List<StoredObject> jobs,
      List<WorkerRecord> workers,
      Instant now) {
    List<WorkerRecord> own =
        workers.stream().filter(worker -> worker.owner().uid().equals(object.uid())).toList();
    Deletion deletion = object.deletion();
    if (deletion != null) {
      List<StoredObject> owned = jobs.stream().filter(job -> job.belongsTo(object)).toList();
      deletions.carryOn(stores, object, deletion, owned, own, now);
      return Optional.of(GLANCE);
    }
    return switch (object.key().kind()) {
      case JOB -> jobControl.reconcile(stores, object, own, now);
      case CRON_JOB -> cronControl.reconcile(stores, object, jobs, now);
      case WORK_QUEUE_JOB -> queueControl.reconcile(stores, object, own, now);
    };
  }

  /** One object that cannot be worked with must not hold up the others. */
  private Optional<Duration> guarded(StoredObject object, Supplier<Optional<Duration>> pass) {
    try {
      return pass.get();
    } catch (GleanerException e) {
      if (e.kind() == ErrorKind.TRANSIENT) {
        throw e;
      }
      if (complained.add(object.uid() + "/" + object.generation())) {
        notices.accept(object.key() + ": " + e.getMessage());
      }
      return Optional.empty();
    }
  }
}
