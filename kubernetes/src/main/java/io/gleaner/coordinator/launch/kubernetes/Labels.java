package io.gleaner.coordinator.launch.kubernetes;

import io.gleaner.config.JobName;
import java.util.Map;

/** Labels and annotations of what is made in a cluster. */
final class Labels {
  static final String MANAGED_BY = "app.kubernetes.io/managed-by";
  static final String GLEANER = "gleaner";

  /** The Job that a pod works on. */
  static final String JOB = "gleaner.io/job";

  /** The Job's uid in the ledger. */
  static final String UID = "gleaner.io/uid";

  /** Of what a Job was made: another one under its name is replaced. */
  static final String DIGEST = "gleaner.io/spec-digest";

  /** What the parallelism is again when a Job is resumed whose server knows no suspension. */
  static final String PARALLELISM = "gleaner.io/suspended-parallelism";

  private Labels() {}

  static Map<String, String> of(JobName job) {
    return Map.of(
        "app.kubernetes.io/name",
        GLEANER,
        // What the network policies of k8s-manifests know pods by.
        "app.kubernetes.io/part-of",
        GLEANER,
        "app.kubernetes.io/component",
        "worker",
        MANAGED_BY,
        GLEANER,
        JOB,
        job.value());
  }
}
