package io.gleaner.coordinator.launch.cluster;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What each worker of a cluster is.
 *
 * @param image a container image whose entry point is Gleaner's worker
 * @param pullPolicy {@code Always}, {@code IfNotPresent} or {@code Never}
 * @param pullSecret the Secret to pull the image with; null if it needs none
 * @param cpu how much it asks for, as Kubernetes writes quantities; null for nothing
 * @param memory as above; it is its limit too
 * @param options the worker program's options; no secrets
 * @param command the command for each item; empty for a Java handler
 * @param grace how long it may take to stop
 * @param template a pod template (JSON) on which all this is laid; null for an empty one
 */
public record WorkerPod(
    String image,
    String pullPolicy,
    @Nullable String pullSecret,
    @Nullable String cpu,
    @Nullable String memory,
    List<String> options,
    List<String> command,
    Duration grace,
    @Nullable String template) {
  /** Keeps the lists from being changed. */
  public WorkerPod {
    options = List.copyOf(options);
    command = List.copyOf(command);
  }
}
