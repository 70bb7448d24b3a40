package io.gleaner.coordinator.job.spec;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the failure of a worker means to its Job. Kubernetes: {@code spec.podFailurePolicy}.
 *
 * @param rules the first one that matches decides; if none does, the failure counts as usual
 */
public record PodFailurePolicy(List<Rule> rules) {
  /** Keeps the list from being changed. */
  public PodFailurePolicy {
    rules = List.copyOf(rules);
  }

  /** What a matching failure leads to. */
  public enum Action {
    /** It counts for nothing but the delay before the replacement. */
    IGNORE("Ignore"),
    /** The Job fails at once. */
    FAIL_JOB("FailJob"),
    /** The worker's index fails at once; needs backoffLimitPerIndex. */
    FAIL_INDEX("FailIndex"),
    /** It counts as usual. */
    COUNT("Count");

    private final String text;

    Action(String text) {
      this.text = text;
    }

    /** The value as Kubernetes writes it. */
    public String text() {
      return text;
    }
  }

  /** Whether the listed exit codes are meant, or all others. */
  public enum Operator {
    /** One of the values. */
    IN("In"),
    /** None of the values. */
    NOT_IN("NotIn");

    private final String text;

    Operator(String text) {
      this.text = text;
    }

    /** The value as Kubernetes writes it. */
    public String text() {
      return text;
    }
  }

  /**
   * One rule; it is about exit codes or about conditions, not both.
   *
   * @param onPodConditions empty if the rule is about exit codes
   */
  public record Rule(
      Action action, @Nullable OnExitCodes onExitCodes, List<PodCondition> onPodConditions) {
    /** Keeps the list from being changed. */
    public Rule {
      onPodConditions = List.copyOf(onPodConditions);
    }

    /** A rule about the exit codes of any container. */
    public static Rule exitCodes(Action action, Operator operator, Integer... values) {
      return new Rule(action, new OnExitCodes(null, operator, List.of(values)), List.of());
    }

    /** A rule about a condition. */
    public static Rule condition(Action action, PodCondition pattern) {
      return new Rule(action, null, List.of(pattern));
    }
  }

  /**
   * Which exit codes a rule is about. 0 never matches.
   *
   * @param containerName whose exit code; null: any container's
   */
  public record OnExitCodes(
      @Nullable String containerName, Operator operator, List<Integer> values) {
    /** Keeps the list from being changed. */
    public OnExitCodes {
      values = List.copyOf(values);
    }

    /** Whether an exit code is meant. */
    public boolean matches(String container, int exitCode) {
      if (exitCode == 0 || (containerName != null && !containerName.equals(container))) {
        return false;
      }
      return values.contains(exitCode) == (operator == Operator.IN);
    }
  }
}
