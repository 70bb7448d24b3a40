package io.gleaner.coordinator.job;

import java.time.Instant;

/** A worker as it is seen now. One that has ended is shown until a status has counted it. */
public sealed interface ObservedWorker {
  /** The worker's id: new at every start of a process. */
  String id();

  /**
   * It was started, and nobody has asked it to stop.
   *
   * @param startedAt when it was started
   */
  record Running(String id, Instant startedAt) implements ObservedWorker {}

  /** It was asked to stop and has not ended yet. */
  record Stopping(String id) implements ObservedWorker {}

  /**
   * It is gone.
   *
   * @param exitCode what it exited with; 128 + n after signal n
   * @param at when it ended
   */
  record Ended(String id, int exitCode, Instant at) implements ObservedWorker {}
}
