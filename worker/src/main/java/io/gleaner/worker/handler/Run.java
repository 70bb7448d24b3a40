package io.gleaner.worker.handler;

/** An attempt that was started. Both methods are safe at any time, any number of times. */
public interface Run {
  /** Asks it to stop: SIGTERM to a command's whole process group, an interrupt to Java code. */
  void terminate();

  /** Stops it: SIGKILL to a command's whole process group. */
  void kill();
}
