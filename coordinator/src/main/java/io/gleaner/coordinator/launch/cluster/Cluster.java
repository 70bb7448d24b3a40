package io.gleaner.coordinator.launch.cluster;

import io.gleaner.config.JobName;
import io.gleaner.coordinator.launch.Crew;
import io.gleaner.coordinator.launch.WorkerListener;
import java.util.List;

/**
 * A namespace of a cluster. Every method throws a {@link io.gleaner.failure.GleanerException} whose
 * sentence names the cluster, what it refused, and what to do: configuration where a person must
 * mend or grant something, transient where the cluster does not answer.
 */
public interface Cluster extends AutoCloseable {
  /** What {@link #suspend} was answered with where the cluster knows no suspension. */
  String NO_SUSPENSION =
      "the cluster knows no spec.suspend (Kubernetes before 1.21): the Kubernetes Job's"
          + " parallelism is 0 until the job is resumed.";

  /**
   * Finds out whether a Job would be accepted, with all that goes with it, and changes nothing.
   *
   * @param job not open yet
   */
  void check(ClusterJob job);

  /**
   * Workers that the cluster keeps running while this program watches; none yet.
   *
   * @param listener hears of their ends, and sentences about what keeps them from working
   */
  Crew crew(ClusterJob job, WorkerListener listener);

  /**
   * Leaves a Job's workers to the cluster; does nothing if the same are there already.
   *
   * @return whether something was made
   */
  boolean submit(ClusterJob job);

  /** What there is of the workers that a Job of this uid was left with. */
  ClusterJobState look(JobName job, String uid);

  /**
   * Has the workers of a Job of this uid stopped, or started again; nothing if there are none.
   *
   * @return false if the cluster knows no suspension, and was asked for no workers instead
   */
  boolean suspend(JobName job, String uid, boolean suspended);

  /** What finds this cluster again, whatever the kubeconfig's current context is then. */
  ClusterAddress address();

  /** All workers of Gleaner's in the namespace, by name. */
  List<ClusterWorker> workers();

  /** Lets go of the connections; the workers stay. */
  @Override
  void close();
}
