package io.gleaner.coordinator.launch.kubernetes;

import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.gleaner.coordinator.launch.Crew;
import io.gleaner.coordinator.launch.CrewStatus;
import io.gleaner.coordinator.launch.WorkerListener;
import io.gleaner.coordinator.launch.cluster.Cluster;
import io.gleaner.coordinator.launch.cluster.ClusterJob;
import io.gleaner.failure.ErrorKind;
import io.gleaner.failure.GleanerException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Workers that the Job controller of a cluster keeps running: this crew makes the Job, watches it,
 * and deletes it.
 */
final class KubernetesCrew implements Crew {
  /** How long pods may take to go that do not count any more: their node may be lost. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final JobAccess access;
  private final ClusterJob job;
  private final WorkerListener listener;
  private final JobWatcher watcher;
  private boolean begun;
  private boolean over;
  private boolean suspended;
  private @Nullable Instant leavingSince;
  private Duration leave = Duration.ZERO;
  private Instant now = Instant.MIN;
  private volatile boolean deleted;

  KubernetesCrew(JobAccess access, ClusterJob job, WorkerListener listener) {
    this.access = access;
    this.job = job;
    this.listener = listener;
    this.watcher = new JobWatcher(access, listener);
  }

  @Override
  public void tick(Instant time, boolean jobOver) {
    now = time;
    if (!begun && !jobOver && !deleted) {
      begun = true;
      access.ensure();
      suspend();
      watcher.start();
    }
    if (jobOver && !over) {
      over = true;
      leaveWithin(PATIENCE);
    }
    if (watcher.seen() && watcher.sight().job() == null && !over && !deleted) {
      throw new GleanerException(
          ErrorKind.PERMANENT,
          ("The Kubernetes Job %s is gone: somebody has deleted it. What is done is kept; the same"
                  + " command goes on.")
              .formatted(job.name()));
    }
  }

  private void leaveWithin(Duration time) {
    leavingSince = now;
    leave = time;
  }

  @Override
  public CrewStatus status() {
    Sight sight = watcher.sight();
    // While the Job is being deleted its controller may still replace a pod that has stopped.
    long leaving = Math.max(sight.notEnded(), sight.job() == null ? 0 : 1);
    long atWork = deleted ? leaving : sight.running();
    if (overdue() && atWork > 0) {
      atWork = 0;
    }
    boolean finished = over || sight.finished();
    Optional<String> failure = deleted ? Optional.empty() : sight.failure();
    return new CrewStatus(atWork, watcher.podsSeen(), finished, failure);
  }

  /** A pod of a lost node is listed for ever: what it held goes to others by its lease. */
  private boolean overdue() {
    return leavingSince != null && now.isAfter(leavingSince.plus(leave));
  }

  /** The Job controller deletes the pods of a suspended Job, which stop as they are asked to. */
  @Override
  public void suspend(boolean wanted, Instant time) {
    now = time;
    if (suspended != wanted && !over && !deleted) {
      suspended = wanted;
      if (begun) {
        suspend();
      }
    }
  }

  private void suspend() {
    if (!access.suspend(suspended)) {
      listener.line(job.name().value(), Cluster.NO_SUSPENSION);
    }
  }

  @Override
  public void dismiss(Instant time) {
    now = time;
    if (begun && !deleted) {
      deleted = true;
      leaveWithin(job.pod().grace().plus(PATIENCE));
      access.delete(DeletionPropagation.FOREGROUND);
      watcher.lookAgain();
    }
  }

  @Override
  public void ended(String workerId, int exitCode, Instant time) {
    // Seen by the watcher, which is who told it.
  }

  @Override
  public void killAll() {
    if (begun && !deleted) {
      deleted = true;
      access.delete(DeletionPropagation.BACKGROUND);
    }
  }

  @Override
  public void close() {
    watcher.close();
    boolean ended = over || watcher.sight().finished();
    if (!begun || deleted || (ended && job.after().keep())) {
      return;
    }
    try {
      access.delete(DeletionPropagation.BACKGROUND);
    } catch (GleanerException e) {
      listener.line(
          job.name().value(),
          "the Kubernetes Job %s could not be deleted: %s".formatted(job.name(), e.getMessage()));
    }
  }
}
