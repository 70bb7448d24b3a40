package io.gleaner.coordinator.job;

import io.gleaner.coordinator.job.spec.SuccessPolicy;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** When a Job has succeeded. */
final class Succeeding {
  private Succeeding() {}

  /** Enough of the indexes that matter have succeeded: the others are stopped. */
  static @Nullable Ending byPolicy(Round round) {
    SuccessPolicy policy = round.spec.successPolicy();
    if (policy == null || !round.spec.isIndexed()) {
      return null;
    }
    OptionalInt rule = policy.firstMet(round.succeededIndexes, round.spec.indexes());
    return rule.isEmpty()
        ? null
        : Ending.success(JobCondition.SUCCESS_POLICY, "Matched rules at index " + rule.getAsInt());
  }

  /**
   * All completions are there, or, in a work queue, one; and no worker is active any more. Failures
   * do not matter as long as backoffLimit bears them.
   */
  static @Nullable Ending byCompletions(Round round) {
    Integer completions = round.spec.completions();
    boolean enough = completions == null ? round.succeeded > 0 : round.succeeded >= completions;
    return enough && round.draft.active == 0
        ? Ending.success(
            JobCondition.COMPLETIONS_REACHED, "Reached expected number of succeeded pods")
        : null;
  }
}
