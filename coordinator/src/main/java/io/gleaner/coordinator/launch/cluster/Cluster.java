package io.gleaner.coordinator.launch.cluster;

import io.gleaner.coordinator.launch.Crew;
import io.gleaner.coordinator.launch.WorkerListener;
import java.util.List;

/**
 * A namespace of a cluster. Every method throws a {@link io.gleaner.failure.GleanerException} whose
 * sentence names the cluster, what it refused, and what to do: configuration where a person must
 * mend or grant something, transient where the cluster does not answer.
 */
public interface Cluster extends AutoCloseable {
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

  /** All workers of Gleaner's in the namespace, by name. */
  List<ClusterWorker> workers();

  /** Lets go of the connections; the workers stay. */
  @Override
  void close();
}
