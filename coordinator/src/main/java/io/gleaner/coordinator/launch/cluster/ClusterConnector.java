package io.gleaner.coordinator.launch.cluster;

/** What knows how to reach clusters of one kind; a service of {@link java.util.ServiceLoader}. */
public interface ClusterConnector {
  /**
   * Finds the cluster; asks it nothing.
   *
   * @throws io.gleaner.failure.GleanerException configuration, if there is no such cluster
   */
  Cluster connect(ClusterAddress address);
}
