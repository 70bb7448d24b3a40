package io.gleaner.coordinator.launch.kubernetes;

import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was seen of a Job at one moment.
 *
 * @param job null if it is not there
 * @param pods its pods
 * @param refusals messages of events that say that a pod was not created
 */
record Sight(@Nullable Job job, List<PodState> pods, List<String> refusals) {
  /** Before anything was seen. */
  static final Sight NONE = new Sight(null, List.of(), List.of());

  /** The reason of its failure. */
  Optional<String> failure() {
    return condition("FailureTarget")
        .or(() -> condition("Failed"))
        .map(condition -> condition.getReason() == null ? "Failed" : condition.getReason());
  }

  /** Whether its controller starts no more pods, for good. */
  boolean finished() {
    return condition("Complete").isPresent() || condition("Failed").isPresent();
  }

  long running() {
    return pods.stream().filter(PodState::running).count();
  }

  /** Pods of which something runs, or may yet. */
  long notEnded() {
    return pods.stream().filter(pod -> !pod.ended()).count();
  }

  private Optional<JobCondition> condition(String type) {
    if (job == null || job.getStatus() == null || job.getStatus().getConditions() == null) {
      return Optional.empty();
    }
    return job.getStatus().getConditions().stream()
        .filter(c -> c.getType().equals(type) && Objects.equals(c.getStatus(), "True"))
        .findFirst();
  }
}
