package io.gleaner.coordinator.launch.cluster;

import io.gleaner.config.Endpoints;
import io.gleaner.config.JobName;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A Job's workers, as a cluster is to run them: a Job with a work queue.
 *
 * @param name the Job, in the ledger and in the cluster
 * @param uid the Job's uid in the ledger; empty before it is open
 * @param endpoints the servers as the cluster sees them; they hold passwords
 * @param parallelism how many workers
 * @param backoffLimit how many may fail
 * @param activeDeadline when the Job has failed; null for never
 * @param pod what each worker is
 * @param after what becomes of the Job at its end
 */
public record ClusterJob(
    JobName name,
    String uid,
    Endpoints endpoints,
    int parallelism,
    int backoffLimit,
    @Nullable Duration activeDeadline,
    WorkerPod pod,
    After after) {
  /** The same Job once it is open. */
  public ClusterJob withUid(String opened) {
    return new ClusterJob(
        name, opened, endpoints, parallelism, backoffLimit, activeDeadline, pod, after);
  }

  /**
   * What becomes of a Job that has ended.
   *
   * @param keep whether it stays in the cluster
   * @param ttl how long the cluster itself keeps it; null for ever
   */
  public record After(boolean keep, @Nullable Duration ttl) {}
}
