package io.gleaner.coordinator.manifest;

import java.util.List;

/** The kinds of objects that can be applied. */
public enum ManifestKind {
  /** Kubernetes' Job. */
  JOB("Job", "batch/v1"),
  /** Kubernetes' CronJob. */
  CRON_JOB("CronJob", "batch/v1 batch/v1beta1"),
  /** Gleaner's own: a Job with its items and what runs for each. */
  WORK_QUEUE_JOB("WorkQueueJob", "gleaner.io/v1");

  private final String text;
  private final String versions;

  ManifestKind(String text, String versions) {
    this.text = text;
    this.versions = versions;
  }

  /** The word in the field {@code kind}; the schema knows the object by it too. */
  public String text() {
    return text;
  }

  /** What may stand in the field {@code apiVersion}; the first is the one to write. */
  public List<String> versions() {
    return List.of(versions.split(" ", -1));
  }
}
