package io.gleaner.coordinator.control;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a worker runs: the container of a pod template, as far as it means something on this
 * machine.
 *
 * @param container its name
 * @param command the program and its arguments, at least one word
 * @param env variables to be added to the coordinator's own
 * @param workingDir where it runs; null for the coordinator's folder
 * @param graceSeconds how long it may take to end when asked to (Kubernetes: {@code
 *     terminationGracePeriodSeconds})
 */
public record Program(
    String container,
    List<String> command,
    Map<String, String> env,
    @Nullable String workingDir,
    long graceSeconds) {
  /** Keeps the collections from being changed. */
  public Program {
    command = List.copyOf(command);
    env = Map.copyOf(env);
  }
}
