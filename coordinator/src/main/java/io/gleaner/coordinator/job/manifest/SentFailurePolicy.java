package io.gleaner.coordinator.job.manifest;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A podFailurePolicy as it was sent. */
public record SentFailurePolicy(List<Rule> rules) {
  /** Keeps the list from being changed. */
  public SentFailurePolicy {
    rules = List.copyOf(rules);
  }

  /**
   * One rule.
   *
   * @param action {@code Ignore}, {@code FailJob}, {@code FailIndex} or {@code Count}; empty if it
   *     was not set
   * @param onExitCodes which exit codes it is about; null: it is not about any
   * @param onPodConditions which conditions it is about; null: it is not about any
   */
  public record Rule(
      String action, @Nullable ExitCodes onExitCodes, @Nullable List<Pattern> onPodConditions) {
    /** Keeps the list from being changed. */
    public Rule {
      onPodConditions = onPodConditions == null ? null : List.copyOf(onPodConditions);
    }

    List<Pattern> patterns() {
      return onPodConditions == null ? List.of() : onPodConditions;
    }
  }

  /**
   * Some exit codes.
   *
   * @param containerName of which container; null: of any
   * @param operator {@code In} or {@code NotIn}; empty if it was not set
   * @param values in increasing order; null if there was none
   */
  public record ExitCodes(
      @Nullable String containerName, String operator, @Nullable List<Integer> values) {
    /** Keeps the list from being changed. */
    public ExitCodes {
      values = values == null ? null : List.copyOf(values);
    }

    List<Integer> codes() {
      return values == null ? List.of() : values;
    }
  }

  /**
   * A condition.
   *
   * @param type what; empty if it was not set
   * @param status {@code True}, {@code False} or {@code Unknown}; empty if it was not set
   */
  public record Pattern(String type, String status) {}
}
