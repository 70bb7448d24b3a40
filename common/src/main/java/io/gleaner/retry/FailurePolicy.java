package io.gleaner.retry;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Rules by exit code for the attempts of items; the first that matches decides, as in a Kubernetes
 * Job's podFailurePolicy. Where none does, the attempt counts.
 *
 * @param rules in their order
 */
public record FailurePolicy(List<FailureRule> rules) {
  /** No rules. */
  public static final FailurePolicy NONE = new FailurePolicy(List.of());

  /** Copies the rules. */
  public FailurePolicy {
    rules = List.copyOf(rules);
  }

  /** Reads what {@link #toString} has written. */
  public static FailurePolicy parse(String text) {
    return text.isEmpty()
        ? NONE
        : new FailurePolicy(Arrays.stream(text.split(" ")).map(FailureRule::parse).toList());
  }

  /** What an attempt that failed with this exit code means. */
  public FailureAction of(int exitCode) {
    return rules.stream()
        .filter(rule -> rule.matches(exitCode))
        .map(FailureRule::action)
        .findFirst()
        .orElse(FailureAction.COUNT);
  }

  /** The rules with blanks between them; empty for none. */
  @Override
  public String toString() {
    return rules.stream().map(FailureRule::toString).collect(Collectors.joining(" "));
  }
}
