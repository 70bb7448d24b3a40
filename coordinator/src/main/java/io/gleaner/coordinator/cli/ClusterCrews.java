package io.gleaner.coordinator.cli;

import io.gleaner.coordinator.launch.Crew;
import io.gleaner.coordinator.launch.WorkerListener;
import io.gleaner.coordinator.launch.cluster.Cluster;
import io.gleaner.coordinator.launch.cluster.ClusterJob;
import io.gleaner.coordinator.runtime.JobSession;

/**
 * Workers as pods of a cluster.
 *
 * @param job without its uid, which it gets when it is opened
 */
record ClusterCrews(Cluster cluster, ClusterJob job) implements CrewFactory {
  @Override
  public Crew crew(JobSession session, WorkerListener listener) {
    return cluster.crew(job.withUid(session.uid()), listener);
  }
}
