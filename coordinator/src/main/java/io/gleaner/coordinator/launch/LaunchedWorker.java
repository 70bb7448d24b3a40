package io.gleaner.coordinator.launch;

import java.util.OptionalLong;

/**
 * A worker that was started.
 *
 * @param id the worker's id, new at every start
 * @param pid its process on this machine; empty if it runs elsewhere
 */
public record LaunchedWorker(String id, OptionalLong pid) {}
