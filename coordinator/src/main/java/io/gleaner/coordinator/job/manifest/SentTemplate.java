package io.gleaner.coordinator.job.manifest;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the workers are: Kubernetes' {@code spec.template}, as far as a Job's rules look into it.
 *
 * @param restartPolicy {@code Never} or {@code OnFailure}; null if it was not set
 * @param containers the names of the containers
 * @param initContainers the names of the containers that run before them
 * @param source the whole template as its author wrote it, in a form in which equal templates are
 *     equal texts; for whoever starts workers
 */
public record SentTemplate(
    @Nullable String restartPolicy,
    List<String> containers,
    List<String> initContainers,
    String source) {
  /** Keeps the lists from being changed. */
  public SentTemplate {
    containers = List.copyOf(containers);
    initContainers = List.copyOf(initContainers);
  }

  boolean hasContainer(String name) {
    return containers.contains(name) || initContainers.contains(name);
  }
}
