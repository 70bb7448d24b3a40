package io.gleaner.coordinator.control.service;

import io.gleaner.coordinator.control.Deletion;
import io.gleaner.coordinator.control.Kind;
import io.gleaner.coordinator.control.ObjectStore;
import io.gleaner.coordinator.control.Owner;
import io.gleaner.coordinator.control.StoredObject;
import io.gleaner.coordinator.control.WorkerRecord;
import io.gleaner.failure.ErrorKind;
import io.gleaner.failure.GleanerException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** What goes with what is deleted. Kubernetes: its garbage collector. */
final class Deletions {
  private final WorkerCare care;
  private final QueueControl queues;
  private final Consumer<String> notices;
  private final Set<String> complained = new HashSet<>();

  Deletions(WorkerCare care, QueueControl queues, Consumer<String> notices) {
    this.care = care;
    this.queues = queues;
    this.notices = notices;
  }

  /**
   * Carries on with the deletion of an object.
   *
   * @param jobs those that belong to it
   * @param workers those that belong to it
   */
  void carryOn(
      Stores stores,
      StoredObject object,
      Deletion deletion,
      List<StoredObject> jobs,
      List<WorkerRecord> workers,
      Instant now) {
    ObjectStore objects = stores.objects();
    boolean queue = object.key().kind() == Kind.WORK_QUEUE_JOB;
    if (queue && deletion.policy() != Deletion.Policy.ORPHAN) {
      // Its ledger, queue and files go before it in any case: nobody else knows of them.
      workers.forEach(worker -> end(stores, worker, now));
      if (workers.isEmpty() && queues.remove(object)) {
        objects.remove(object.key(), object.uid());
      }
      return;
    }
    if (queue && !queues.release(object)) {
      return;
    }
    switch (deletion.policy()) {
      case BACKGROUND -> objects.remove(object.key(), object.uid());
      case FOREGROUND -> {
        if (jobs.isEmpty() && workers.isEmpty()) {
          objects.remove(object.key(), object.uid());
        }
        for (StoredObject job : jobs) {
          if (job.deletion() == null) {
            var unused = objects.replace(job.deleting(Deletion.Policy.FOREGROUND, now));
          }
        }
        workers.forEach(worker -> end(stores, worker, now));
      }
      case ORPHAN -> {
        for (StoredObject job : jobs) {
          // Tried again if somebody changed it meanwhile: it is still in the list then.
          var unused = objects.replace(job.orphaned());
        }
        for (WorkerRecord worker : workers) {
          stores.put(orphaned(worker));
        }
        if (jobs.isEmpty() && workers.isEmpty()) {
          objects.remove(object.key(), object.uid());
        }
      }
    }
  }

  /** A worker that belongs to nobody on purpose runs to its end. */
  static boolean isOrphan(WorkerRecord worker) {
    return worker.owner().uid().isEmpty();
  }

  private static WorkerRecord orphaned(WorkerRecord worker) {
    return worker.ownedBy(new Owner(worker.owner().key(), ""));
  }

  /**
   * Collects what belonged to objects that are gone.
   *
   * @param uids of the objects that are there
   */
  void collect(
      Stores stores,
      List<String> uids,
      List<StoredObject> jobs,
      List<WorkerRecord> workers,
      Instant now) {
    for (StoredObject job : jobs) {
      Owner owner = job.owner();
      if (owner != null && !uids.contains(owner.uid()) && job.deletion() == null) {
        var unused = stores.objects().replace(job.deleting(Deletion.Policy.BACKGROUND, now));
      }
    }
    List<WorkerRecord> left = new ArrayList<>(workers);
    left.removeIf(worker -> uids.contains(worker.owner().uid()));
    for (WorkerRecord worker : left) {
      try {
        if (isOrphan(worker)) {
          care.look(stores, worker, null, false, now);
        } else {
          end(stores, worker, now);
        }
      } catch (GleanerException e) {
        if (e.kind() == ErrorKind.TRANSIENT) {
          throw e;
        }
        // Tried again in the next round; the others' turn comes in this one.
        if (complained.add(worker.uid())) {
          notices.accept(worker.name() + ": " + e.getMessage());
        }
      }
    }
  }

  /** Stops a worker, and forgets it once it has ended. */
  private void end(Stores stores, WorkerRecord worker, Instant now) {
    WorkerRecord asked = worker;
    if (!worker.phase().isEnd() && worker.stopAskedAt() == null) {
      asked = stores.put(worker.stopping(now));
    }
    WorkerRecord seen = care.look(stores, asked, null, false, now);
    if (seen.phase().isEnd()) {
      stores.forget(seen);
    }
  }
}
