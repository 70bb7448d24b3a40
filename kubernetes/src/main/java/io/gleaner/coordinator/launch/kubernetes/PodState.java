package io.gleaner.coordinator.launch.kubernetes;

import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatus;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How far a worker's pod is. */
final class PodState {
  private final Pod pod;
  private final PodStatus status;

  PodState(Pod pod) {
    this.pod = pod;
    this.status = pod.getStatus() == null ? new PodStatus() : pod.getStatus();
  }

  String name() {
    return pod.getMetadata().getName();
  }

  String image() {
    return pod.getSpec().getContainers().get(0).getImage();
  }

  /** Whether its worker was started and has not ended. */
  boolean running() {
    return container()
        .map(c -> c.getState() != null && c.getState().getRunning() != null)
        .orElse(false);
  }

  /** Whether nothing of it is left to run. */
  boolean ended() {
    return terminated().isPresent()
        || Objects.equals(status.getPhase(), "Succeeded")
        || Objects.equals(status.getPhase(), "Failed");
  }

  boolean deleted() {
    return pod.getMetadata().getDeletionTimestamp() != null;
  }

  /** How its worker ended: all processes of the container are gone then. */
  Optional<ContainerStateTerminated> terminated() {
    return container().filter(c -> c.getState() != null).map(c -> c.getState().getTerminated());
  }

  /** Why its worker does not start. */
  Optional<ContainerStateWaiting> waiting() {
    return container().filter(c -> c.getState() != null).map(c -> c.getState().getWaiting());
  }

  /** What the scheduler says while it finds no place. */
  Optional<String> unschedulable() {
    return status.getConditions().stream()
        .filter(
            c ->
                c.getType().equals("PodScheduled")
                    && Objects.equals(c.getReason(), "Unschedulable"))
        .map(c -> String.valueOf(c.getMessage()))
        .findFirst();
  }

  /** Why the node has ended the pod, as {@code Evicted}. */
  Optional<String> endedByNode() {
    return Optional.ofNullable(status.getReason())
        .map(reason -> reason + (status.getMessage() == null ? "" : ": " + status.getMessage()));
  }

  /** In a word, as kubectl shows it. */
  String word() {
    if (deleted()) {
      return "Terminating";
    }
    Optional<String> ended =
        terminated()
            .map(
                t ->
                    t.getReason() != null && !t.getReason().isEmpty()
                        ? t.getReason()
                        : "ExitCode:" + t.getExitCode());
    return ended
        .or(() -> waiting().map(ContainerStateWaiting::getReason))
        .or(() -> Optional.ofNullable(status.getReason()))
        .orElseGet(() -> String.valueOf(status.getPhase()));
  }

  private Optional<ContainerStatus> container() {
    @Nullable List<ContainerStatus> all = status.getContainerStatuses();
    return all == null ? Optional.empty() : all.stream().findFirst();
  }
}
