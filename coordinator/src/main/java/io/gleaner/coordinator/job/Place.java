package io.gleaner.coordinator.job;

import org.jspecify.annotations.Nullable;

/**
 * What a worker is started for. Whoever starts it keeps this and shows it again with the worker, as
 * a pod carries its annotations.
 *
 * @param index its completion index (Kubernetes: {@code JOB_COMPLETION_INDEX}); null if the Job is
 *     not Indexed
 * @param failures how many workers of this index failed before it, as far as backoffLimitPerIndex
 *     is concerned (Kubernetes: {@code job-index-failure-count}); 0 without that limit
 * @param ignoredFailures how many more failed and were ignored; they only lengthen the delay
 */
public record Place(@Nullable Integer index, int failures, int ignoredFailures) {
  /** The place of a worker of a Job that is not Indexed. */
  public static final Place ANY = new Place(null, 0, 0);

  /** The first worker of an index. */
  static Place of(int index) {
    return new Place(index, 0, 0);
  }
}
