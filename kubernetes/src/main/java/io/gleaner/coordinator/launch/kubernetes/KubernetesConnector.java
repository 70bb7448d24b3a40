package io.gleaner.coordinator.launch.kubernetes;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import io.gleaner.coordinator.launch.cluster.Cluster;
import io.gleaner.coordinator.launch.cluster.ClusterAddress;
import io.gleaner.coordinator.launch.cluster.ClusterConnector;

/** Reaches clusters as kubectl does: by a kubeconfig, or from inside a pod. */
public final class KubernetesConnector implements ClusterConnector {
  private static final int TIMEOUT_MILLIS = 10_000;

  /** Knows no cluster yet. */
  public KubernetesConnector() {}

  @Override
  public Cluster connect(ClusterAddress address) {
    Config config = Kubeconfig.read(address);
    config.setConnectionTimeout(TIMEOUT_MILLIS);
    config.setRequestTimeout(TIMEOUT_MILLIS);
    // What fails is told at once, and tried again by whoever asked.
    config.setRequestRetryBackoffLimit(0);
    return new KubernetesCluster(
        new KubernetesClientBuilder()
            .withConfig(config)
            .withHttpClientFactory(new JdkHttpClientFactory())
            .build(),
        new ApiErrors(config.getMasterUrl(), config.getNamespace()),
        new ClusterAddress(
            address.kubeconfig(),
            config.getCurrentContext() == null ? null : config.getCurrentContext().getName(),
            config.getNamespace()));
  }
}
