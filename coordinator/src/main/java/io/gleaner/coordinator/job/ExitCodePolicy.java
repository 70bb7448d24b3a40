package io.gleaner.coordinator.job;

import io.gleaner.failure.ExitCode;

/**
 * What a worker's exit code means for its Job: the podFailurePolicy that Gleaner's manifests carry.
 */
enum ExitCodePolicy {
  /** The worker saw the Job complete. */
  SUCCESS,
  /** The Job fails at once: no new start would help. */
  FAIL_JOB,
  /** Replaced, not counted. */
  IGNORE,
  /** Replaced, counted against backoffLimit. */
  COUNT;

  static ExitCodePolicy of(int exitCode) {
    if (exitCode == ExitCode.COMPLETE.code()) {
      return SUCCESS;
    }
    if (exitCode == ExitCode.USAGE.code() || exitCode == ExitCode.JOB_FAILED.code()) {
      return FAIL_JOB;
    }
    return exitCode == ExitCode.STOPPED.code() ? IGNORE : COUNT;
  }
}
