package io.gleaner.coordinator.cli;

import io.gleaner.config.JobName;
import io.gleaner.config.StateFolder;
import io.gleaner.coordinator.launch.cluster.Cluster;
import io.gleaner.coordinator.launch.cluster.ClusterJobState;
import io.gleaner.coordinator.runtime.JobFiles;
import io.gleaner.coordinator.runtime.JobSession;
import io.gleaner.coordinator.runtime.Workforce;
import io.gleaner.failure.ErrorKind;
import io.gleaner.failure.GleanerException;
import java.time.Duration;
import java.util.Optional;

/**
 * The cluster that an applied Job's workers were left to, as later commands see it: options name
 * it, or the note that {@code apply} has left on this machine.
 */
final class AppliedCluster implements Workforce {
  private static final Duration EVERY = Duration.ofSeconds(1);

  private final Cluster cluster;
  private final JobName job;
  private final String uid;
  private final Surroundings around;
  private long next = System.nanoTime();
  private boolean told;
  private boolean gone;

  private AppliedCluster(Cluster cluster, JobName job, String uid, Surroundings around) {
    this.cluster = cluster;
    this.job = job;
    this.uid = uid;
    this.around = around;
  }

  /** That of a Job; empty if it is not known to be in one. */
  static Optional<AppliedCluster> find(
      ClusterOptions options, JobName job, String uid, Surroundings around) {
    if (options.onKubernetes()) {
      return Optional.of(new AppliedCluster(options.connect(around.env()), job, uid, around));
    }
    if (options.clusterGiven()) {
      throw ClusterOptions.withoutCluster();
    }
    JobFiles files = new JobFiles(StateFolder.of(job, around.env()), uid);
    try {
      return ClusterNote.read(files.cluster())
          .map(address -> ClusterOptions.connect(address, around.env()))
          .map(cluster -> new AppliedCluster(cluster, job, uid, around));
    } catch (GleanerException e) {
      around.say(
          "the cluster that job %s was applied to is not asked: ".formatted(job) + e.getMessage());
      return Optional.empty();
    }
  }

  /** The same for a session. */
  static Optional<AppliedCluster> find(
      ClusterOptions options, JobSession session, Surroundings around) {
    return find(options, session.job(), session.uid(), around);
  }

  /** Who keeps a session's workers running, as far as it is known. */
  static Workforce workforce(ClusterOptions options, JobSession session, Surroundings around) {
    return find(options, session, around).map(Workforce.class::cast).orElse(Workforce.UNKNOWN);
  }

  ClusterJobState look() {
    return cluster.look(job, uid);
  }

  /** Has the workers stopped, or started again. */
  void suspend(boolean suspended) {
    if (!cluster.suspend(job, uid, suspended)) {
      around.say(Cluster.NO_SUSPENSION);
    }
  }

  @Override
  public Optional<String> givenUp() {
    long now = System.nanoTime();
    if (now < next) {
      return Optional.empty();
    }
    next = now + EVERY.toNanos();
    ClusterJobState state;
    try {
      state = look();
    } catch (GleanerException e) {
      if (!told) {
        told = true;
        around.say(e.getMessage() + " The ledger is watched meanwhile.");
      }
      return Optional.empty();
    }
    told = false;
    // Seen twice, or the ledger was looked at before the Job had ended and gone.
    if (!state.there() && gone) {
      throw new GleanerException(
          ErrorKind.PERMANENT,
          ("The Kubernetes Job %s is gone from the cluster before all items were done: somebody"
                  + " has deleted it, or its ttlSecondsAfterFinished. What is done is kept; apply"
                  + " the file again to go on.")
              .formatted(job));
    }
    gone = !state.there();
    return state.failure();
  }

  @Override
  public void close() {
    cluster.close();
  }
}
