package io.gleaner.coordinator.job.manifest;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A successPolicy as it was sent. */
public record SentSuccessPolicy(List<Rule> rules) {
  /** Keeps the list from being changed. */
  public SentSuccessPolicy {
    rules = List.copyOf(rules);
  }

  /**
   * One rule.
   *
   * @param succeededIndexes ranges of indexes: {@code 0,2-4}; null if it was not set
   * @param succeededCount how many; null if it was not set
   */
  public record Rule(@Nullable String succeededIndexes, @Nullable Integer succeededCount) {}
}
