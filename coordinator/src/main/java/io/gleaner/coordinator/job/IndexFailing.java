package io.gleaner.coordinator.job;

import org.jspecify.annotations.Nullable;

/** When failed indexes fail an Indexed Job. Kubernetes: {@code maxFailedIndexes}. */
final class IndexFailing {
  private IndexFailing() {}

  static @Nullable Ending decide(Round round) {
    if (round.failedIndexes == null) {
      return null;
    }
    int failed = round.failedIndexes.total();
    Integer most = round.spec.maxFailedIndexes();
    if (most != null && failed > most) {
      return Ending.failure(
          JobCondition.MAX_FAILED_INDEXES_EXCEEDED,
          "Job has exceeded the specified maximal number of failed indexes");
    }
    if (failed > 0 && failed + round.succeeded >= round.spec.indexes()) {
      return Ending.failure(JobCondition.FAILED_INDEXES, "Job has failed indexes");
    }
    return null;
  }
}
