package io.gleaner.failure;

/**
 * Exit codes of every Gleaner program. Manifests map 2 and 3 to the pod failure policy action
 * FailJob, and 75 to Ignore.
 */
public enum ExitCode {
  /** The Job is complete. */
  COMPLETE(0),
  /** An error of its own, worth a new start. */
  ERROR(1),
  /** Wrong usage or configuration: not worth a new start. */
  USAGE(2),
  /** The Job failed. */
  JOB_FAILED(3),
  /** Stopped gracefully before the end (EX_TEMPFAIL of sysexits.h). */
  STOPPED(75),
  /** Interrupted by the person at the terminal (128 + SIGINT). */
  INTERRUPTED(130),
  /** Ended by SIGTERM the hard way (128 + SIGTERM). */
  TERMINATED(143);

  private final int code;

  ExitCode(int code) {
    this.code = code;
  }

  /** The number that the process exits with. */
  public int code() {
    return code;
  }

  /** The exit code for an error that reached the top of a program. */
  public static ExitCode of(ErrorKind kind) {
    return switch (kind) {
      case TRANSIENT, PERMANENT, INVARIANT_BROKEN -> ERROR;
      case CONFIGURATION -> USAGE;
    };
  }
}
