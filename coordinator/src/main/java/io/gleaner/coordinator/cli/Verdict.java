package io.gleaner.coordinator.cli;

import io.gleaner.failure.ExitCode;
import io.gleaner.ledger.JobSummary;
import io.gleaner.ledger.Phase;

/** How a Job's end, or what there is of it, is said to people and to other programs. */
final class Verdict {
  private Verdict() {}

  static String phase(JobSummary job) {
    return switch (job.view().phase()) {
      case ACTIVE -> "Active";
      case COMPLETE -> "Complete";
      case FAILED -> "Failed";
    };
  }

  static String sentence(JobSummary job) {
    String figures = "%d done, %d failed".formatted(job.done(), job.failed());
    return switch (job.view().phase()) {
      case ACTIVE -> "job %s has not ended: %s.".formatted(job.job(), figures);
      case COMPLETE ->
          job.total() == 0
              ? "job %s is complete: it has 0 items, there was nothing to do.".formatted(job.job())
              : "job %s is complete: %s.".formatted(job.job(), figures);
      case FAILED ->
          "job %s has failed (%s): %s.".formatted(job.job(), job.view().reason(), figures);
    };
  }

  static ExitCode exitCode(JobSummary job) {
    return switch (job.view().phase()) {
      case ACTIVE -> ExitCode.ERROR;
      case COMPLETE -> job.total() >= 0 ? ExitCode.COMPLETE : ExitCode.ERROR;
      case FAILED -> ExitCode.JOB_FAILED;
    };
  }

  static boolean ended(JobSummary job) {
    return job.view().phase() != Phase.ACTIVE;
  }
}
