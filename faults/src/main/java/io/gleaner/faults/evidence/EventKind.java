package io.gleaner.faults.evidence;

/** What a line of the journal tells. */
public enum EventKind {
  /** A handler has begun (written by the handler). */
  START,
  /** A process of a handler lives (written by its child, many times a second). */
  TICK,
  /** A handler found a living process of an earlier attempt as it began; detail: its token. */
  LEFT,
  /** A handler is about to kill its own worker. */
  SUICIDE,
  /** A handler has done its work and ends now; detail: its exit code. */
  END,
  /** The harness started a process; worker: its id. */
  BEGAN,
  /** A process that the harness started has ended; detail: its exit code. */
  EXIT,
  /** A worker that a coordinator launched has ended; detail: its exit code, if the log has it. */
  GONE,
  /** A worker was killed by a fault. */
  KILLED,
  /** A worker was asked to stop by a fault. */
  ASKED,
  /** A worker was frozen by a fault; detail: {@code all} with its handlers too. */
  FROZEN,
  /** It was thawed. */
  THAWED,
  /** A fault was injected; index: its number, detail: its kind. */
  FAULT,
  /** A fault is over; index: its number. */
  HEALED,
  /** All of the run is over as far as the harness waited for it. */
  OVER
}
