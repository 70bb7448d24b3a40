package io.gleaner.coordinator.launch.cluster;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A worker in a cluster.
 *
 * @param name its pod's, which is the worker's id too
 * @param job the Job that it works on
 * @param ready whether it runs
 * @param status in a word, as kubectl shows it
 * @param restarts how often its container was started again
 * @param createdAt when it was made; null if the cluster does not say
 * @param ip its address; empty if it has none yet
 * @param node where it runs; empty if it has no place yet
 */
public record ClusterWorker(
    String name,
    String job,
    boolean ready,
    String status,
    int restarts,
    @Nullable Instant createdAt,
    String ip,
    String node) {}
