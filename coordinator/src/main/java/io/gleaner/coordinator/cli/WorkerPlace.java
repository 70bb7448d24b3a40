package io.gleaner.coordinator.cli;

/** Where workers run. */
enum WorkerPlace {
  /** As processes of this machine. */
  PROCESSES,
  /** As pods of a cluster. */
  KUBERNETES
}
