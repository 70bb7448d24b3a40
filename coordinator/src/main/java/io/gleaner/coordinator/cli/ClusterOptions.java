package io.gleaner.coordinator.cli;

import io.gleaner.config.Endpoints;
import io.gleaner.coordinator.launch.cluster.Cluster;
import io.gleaner.coordinator.launch.cluster.ClusterAddress;
import io.gleaner.coordinator.launch.cluster.ClusterConnectors;
import io.gleaner.coordinator.launch.cluster.SeenServers;
import io.gleaner.failure.GleanerException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that say where workers run, and in which cluster. */
public final class ClusterOptions {
  static final String BROKER_VARIABLE = "GLEANER_CLUSTER_BROKER";
  static final String LEDGER_VARIABLE = "GLEANER_CLUSTER_LEDGER";

  @Option(
      names = "--on",
      paramLabel = "PLACE",
      defaultValue = "PROCESSES",
      description =
          "Where workers run: processes (of this machine) or kubernetes. Default: processes.")
  private WorkerPlace place = WorkerPlace.PROCESSES;

  @Option(
      names = {"-n", "--namespace"},
      paramLabel = "NAME",
      description = "The namespace, with --on kubernetes. Default: that of the context.")
  private @Nullable String namespace;

  @Option(
      names = "--context",
      paramLabel = "NAME",
      description = "The context of the kubeconfig. Default: the current one.")
  private @Nullable String context;

  @Option(
      names = "--kubeconfig",
      paramLabel = "FILE",
      description = "The kubeconfig. Default: $KUBECONFIG, or ~/.kube/config.")
  private @Nullable Path kubeconfig;

  /** Whether workers are pods. */
  public boolean onKubernetes() {
    return place == WorkerPlace.KUBERNETES;
  }

  /** Whether options were given that mean nothing without a cluster. */
  public boolean clusterGiven() {
    return namespace != null || context != null || kubeconfig != null;
  }

  /** The cluster; asks it nothing. */
  public Cluster connect(Map<String, String> env) {
    return connect(new ClusterAddress(kubeconfig, context, namespace), env);
  }

  static Cluster connect(ClusterAddress address, Map<String, String> env) {
    return ClusterConnectors.find(env).connect(address);
  }

  /** The sentence for options that mean nothing here. */
  static GleanerException withoutCluster() {
    return GleanerException.configuration(
        "Options of a cluster were given, but the workers run here: add --on kubernetes.");
  }

  /** The servers, which must be there before any pod is. */
  static Endpoints outside(CommonOptions common, Map<String, String> env) {
    return common
        .endpoints(env)
        .orElseThrow(
            () ->
                GleanerException.configuration(
                    "Pods need servers that they can reach: give --broker and --ledger, or set"
                        + " GLEANER_BROKER and GLEANER_LEDGER."));
  }

  /** The servers as the cluster sees them. */
  static Endpoints inside(
      Endpoints outside,
      @Nullable String broker,
      @Nullable String ledger,
      Map<String, String> env) {
    return SeenServers.inside(
        outside, given(broker, BROKER_VARIABLE, env), given(ledger, LEDGER_VARIABLE, env));
  }

  private static Optional<String> given(
      @Nullable String option, String variable, Map<String, String> env) {
    String value = option != null ? option : env.getOrDefault(variable, "");
    return value.isEmpty() ? Optional.empty() : Optional.of(value);
  }
}
