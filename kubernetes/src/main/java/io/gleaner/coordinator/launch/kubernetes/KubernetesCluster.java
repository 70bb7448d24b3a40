package io.gleaner.coordinator.launch.kubernetes;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.gleaner.config.JobName;
import io.gleaner.coordinator.launch.Crew;
import io.gleaner.coordinator.launch.WorkerListener;
import io.gleaner.coordinator.launch.cluster.Cluster;
import io.gleaner.coordinator.launch.cluster.ClusterAddress;
import io.gleaner.coordinator.launch.cluster.ClusterJob;
import io.gleaner.coordinator.launch.cluster.ClusterJobState;
import io.gleaner.coordinator.launch.cluster.ClusterWorker;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A namespace of a Kubernetes cluster. */
final class KubernetesCluster implements Cluster {
  private final KubernetesClient client;
  private final ApiErrors errors;
  private final ClusterAddress address;

  /**
   * A namespace of it.
   *
   * @param address what finds it again
   */
  KubernetesCluster(KubernetesClient client, ApiErrors errors, ClusterAddress address) {
    this.client = client;
    this.address = address;
    this.errors = errors;
  }

  @Override
  public void check(ClusterJob job) {
    List<Rights.Right> missing = errors.call(() -> Rights.missing(client, errors.namespace()));
    if (!missing.isEmpty()) {
      throw errors.noRight(
          missing.stream().map(Rights.Right::toString).collect(Collectors.joining(", ")), "");
    }
    new JobAccess(client, errors, job).check();
  }

  @Override
  public Crew crew(ClusterJob job, WorkerListener listener) {
    return new KubernetesCrew(new JobAccess(client, errors, job), job, listener);
  }

  @Override
  public boolean submit(ClusterJob job) {
    return new JobAccess(client, errors, job).ensure();
  }

  @Override
  public ClusterJobState look(JobName job, String uid) {
    @Nullable Job there = find(job, uid);
    if (there == null) {
      return ClusterJobState.NONE;
    }
    int active =
        there.getStatus() == null
            ? 0
            : Objects.requireNonNullElse(there.getStatus().getActive(), 0);
    return new ClusterJobState(
        true,
        active,
        JobSuspension.isSuspended(there),
        new Sight(there, List.of(), List.of()).failure());
  }

  @Override
  public boolean suspend(JobName job, String uid, boolean suspended) {
    @Nullable Job there = find(job, uid);
    return there == null || new JobSuspension(client, errors, job).set(there, suspended);
  }

  @Override
  public ClusterAddress address() {
    return address;
  }

  /** A Job of the same name that was made for another one is nothing to us. */
  private @Nullable Job find(JobName job, String uid) {
    Job there = errors.call(NamedJob.of(client, errors, job)::get);
    return there == null
            || there.getMetadata().getAnnotations() == null
            || !uid.equals(there.getMetadata().getAnnotations().get(Labels.UID))
        ? null
        : there;
  }

  @Override
  public List<ClusterWorker> workers() {
    return errors
        .call(
            () ->
                client
                    .resources(Pod.class)
                    .inNamespace(errors.namespace())
                    .withLabel(Labels.JOB)
                    .withLabel("app.kubernetes.io/component", "worker")
                    .list()
                    .getItems())
        .stream()
        .map(KubernetesCluster::worker)
        .sorted(Comparator.comparing(ClusterWorker::name))
        .toList();
  }

  private static ClusterWorker worker(Pod pod) {
    PodState state = new PodState(pod);
    String createdAt = pod.getMetadata().getCreationTimestamp();
    return new ClusterWorker(
        state.name(),
        pod.getMetadata().getLabels().getOrDefault(Labels.JOB, ""),
        state.running(),
        state.word(),
        pod.getStatus().getContainerStatuses().stream()
            .map(ContainerStatus::getRestartCount)
            .filter(Objects::nonNull)
            .mapToInt(Integer::intValue)
            .sum(),
        createdAt == null ? null : Instant.parse(createdAt),
        Optional.ofNullable(pod.getStatus().getPodIP()).orElse(""),
        Optional.ofNullable(pod.getSpec().getNodeName()).orElse(""));
  }

  @Override
  public void close() {
    client.close();
  }
}
