package io.gleaner.coordinator.job.spec;

import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * When an Indexed Job is complete before all of its indexes are. Kubernetes: {@code
 * spec.successPolicy}.
 *
 * @param rules one that is met is enough
 */
public record SuccessPolicy(List<Rule> rules) {
  /** Keeps the list from being changed. */
  public SuccessPolicy {
    rules = List.copyOf(rules);
  }

  /**
   * One way to be complete.
   *
   * @param succeededIndexes the indexes that matter; null: all
   * @param succeededCount how many of them are enough; null: all of them
   */
  public record Rule(@Nullable IndexRanges succeededIndexes, @Nullable Integer succeededCount) {
    boolean isMet(IndexRanges succeeded, int completions) {
      if (succeededIndexes == null) {
        return succeededCount != null && succeeded.total() >= succeededCount;
      }
      IndexRanges required = succeededIndexes.below(completions);
      if (required.total() == 0) {
        return false;
      }
      int there = succeeded.overlap(required);
      return there == required.total() || (succeededCount != null && there >= succeededCount);
    }
  }

  /**
   * The place of the first rule that is met. Before the first success none is, not even one that
   * wants 0 of them.
   */
  public OptionalInt firstMet(IndexRanges succeeded, int completions) {
    if (succeeded.total() == 0) {
      return OptionalInt.empty();
    }
    for (int i = 0; i < rules.size(); i++) {
      if (rules.get(i).isMet(succeeded, completions)) {
        return OptionalInt.of(i);
      }
    }
    return OptionalInt.empty();
  }
}
