package io.gleaner.coordinator.job;

/** What {@code kubectl get job} shows of a Job, in Kubernetes 1.36's words. */
public final class JobColumns {
  private JobColumns() {}

  /** COMPLETIONS: {@code 3/8}, or of a work queue {@code 0/1 of 4}. */
  public static String completions(JobSpec spec, JobStatus status) {
    if (spec.completions() != null) {
      return status.succeeded() + "/" + spec.completions();
    }
    String all = spec.parallelism() > 1 ? " of " + spec.parallelism() : "";
    return status.succeeded() + "/1" + all;
  }

  /**
   * STATUS: the one word that says most.
   *
   * @param deleting whether the Job is being deleted and waits for its workers
   */
  public static String status(JobStatus status, boolean deleting) {
    if (status.is(ConditionType.COMPLETE)) {
      return "Complete";
    }
    if (status.is(ConditionType.FAILED)) {
      return "Failed";
    }
    if (deleting) {
      return "Terminating";
    }
    if (status.is(ConditionType.SUSPENDED)) {
      return "Suspended";
    }
    if (status.is(ConditionType.FAILURE_TARGET)) {
      return "FailureTarget";
    }
    return status.is(ConditionType.SUCCESS_CRITERIA_MET) ? "SuccessCriteriaMet" : "Running";
  }
}
