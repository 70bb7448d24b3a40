package io.gleaner.coordinator.launch.cluster;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Which cluster, as kubectl's options name it.
 *
 * @param kubeconfig the file; null for that of the environment, or that of a pod
 * @param context the context in it; null for the current one
 * @param namespace null for that of the context
 */
public record ClusterAddress(
    @Nullable Path kubeconfig, @Nullable String context, @Nullable String namespace) {}
