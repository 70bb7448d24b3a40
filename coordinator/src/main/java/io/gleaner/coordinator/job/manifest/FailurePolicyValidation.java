package io.gleaner.coordinator.job.manifest;

import io.gleaner.coordinator.job.manifest.SentFailurePolicy.ExitCodes;
import io.gleaner.coordinator.job.manifest.SentFailurePolicy.Pattern;
import io.gleaner.coordinator.job.manifest.SentFailurePolicy.Rule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What is refused in {@code spec.podFailurePolicy}. */
final class FailurePolicyValidation {
  private static final int MOST_RULES = 20;
  private static final int MOST_VALUES = 255;
  private static final int MOST_PATTERNS = 20;
  private static final String FAIL_INDEX = "FailIndex";
  private static final List<String> ACTIONS = List.of("Count", FAIL_INDEX, "FailJob", "Ignore");
  private static final List<String> OPERATORS = List.of("In", "NotIn");
  private static final List<String> STATUSES = List.of("False", "True", "Unknown");

  private final SentSpec spec;
  private final List<ValidationError> errors = new ArrayList<>();

  private FailurePolicyValidation(SentSpec spec) {
    this.spec = spec;
  }

  static List<ValidationError> errors(SentSpec spec, SentFailurePolicy policy) {
    FailurePolicyValidation validation = new FailurePolicyValidation(spec);
    String rules = "spec.podFailurePolicy.rules";
    validation.atMost(rules, policy.rules().size(), MOST_RULES);
    for (int i = 0; i < policy.rules().size(); i++) {
      validation.rule(rules + "[" + i + "]", policy.rules().get(i));
    }
    return validation.errors;
  }

  private void atMost(String field, int there, int most) {
    if (there > most) {
      errors.add(ValidationError.tooMany(field, there, most));
    }
  }

  private void rule(String path, Rule rule) {
    if (rule.action().equals(FAIL_INDEX)) {
      if (spec.backoffLimitPerIndex() == null) {
        errors.add(
            ValidationError.invalid(
                path + ".action",
                GoText.quoted(FAIL_INDEX),
                "requires the backoffLimitPerIndex to be set"));
      }
    } else {
      oneOf(path + ".action", rule.action(), ACTIONS);
    }
    ExitCodes codes = rule.onExitCodes();
    if (codes != null) {
      exitCodes(path + ".onExitCodes", codes);
    }
    patterns(path + ".onPodConditions", rule.patterns());
    if ((codes != null) == !rule.patterns().isEmpty()) {
      errors.add(
          ValidationError.invalid(
              path,
              codes != null
                  ? "specifying both OnExitCodes and OnPodConditions is not supported"
                  : "specifying one of OnExitCodes and OnPodConditions is required"));
    }
  }

  private void oneOf(String field, String value, List<String> supported) {
    if (value.isEmpty()) {
      errors.add(ValidationError.required(field, "valid values: " + GoText.quoted(supported)));
    } else if (!supported.contains(value)) {
      errors.add(ValidationError.unsupported(field, value, supported));
    }
  }

  private void patterns(String path, List<Pattern> patterns) {
    atMost(path, patterns.size(), MOST_PATTERNS);
    for (int i = 0; i < patterns.size(); i++) {
      String pattern = path + "[" + i + "]";
      errors.addAll(NameValidation.conditionErrors(pattern + ".type", patterns.get(i).type()));
      oneOf(pattern + ".status", patterns.get(i).status(), STATUSES);
    }
  }

  private void exitCodes(String path, ExitCodes codes) {
    oneOf(path + ".operator", codes.operator(), OPERATORS);
    String container = codes.containerName();
    if (container != null && !spec.template().hasContainer(container)) {
      errors.add(
          ValidationError.invalid(
              path + ".containerName",
              GoText.quoted(container),
              "must be one of the container or initContainer names in the pod template"));
    }
    String where = path + ".values";
    List<Integer> values = codes.codes();
    if (values.isEmpty()) {
      errors.add(
          ValidationError.invalid(
              where, GoText.numbers(codes.values()), "at least one value is required"));
    }
    atMost(where, values.size(), MOST_VALUES);
    each(where, codes.operator(), values);
    if (!values.equals(values.stream().sorted().toList())) {
      errors.add(ValidationError.invalid(where, GoText.numbers(values), "must be ordered"));
    }
  }

  private void each(String path, String operator, List<Integer> values) {
    Set<Integer> seen = new HashSet<>();
    for (int i = 0; i < values.size(); i++) {
      String field = path + "[" + i + "]";
      Integer value = values.get(i);
      if (value == 0 && operator.equals("In")) {
        errors.add(ValidationError.invalid(field, value, "must not be 0 for the In operator"));
      }
      if (!seen.add(value)) {
        errors.add(ValidationError.duplicate(field, value));
      }
    }
  }
}
