package io.gleaner.coordinator.job.manifest;

import io.gleaner.coordinator.job.manifest.SentSuccessPolicy.Rule;
import io.gleaner.coordinator.job.spec.CompletionMode;
import java.util.ArrayList;
import java.util.List;

/** What is refused in {@code spec.successPolicy}. */
final class SuccessPolicyValidation {
  private static final String FIELD = "spec.successPolicy";
  private static final int MOST_RULES = 20;
  private static final int LONGEST_INDEXES = 64 * 1024;

  private final int completions;
  private final List<ValidationError> errors = new ArrayList<>();

  private SuccessPolicyValidation(int completions) {
    this.completions = completions;
  }

  static List<ValidationError> errors(SentSpec spec, SentSuccessPolicy policy) {
    if (!CompletionMode.INDEXED.text().equals(spec.completionMode())) {
      return List.of(
          ValidationError.invalid(FIELD, GoText.of(policy), "requires indexed completion mode"));
    }
    Integer completions = spec.completions();
    if (completions == null) {
      // That is refused already, and there is nothing to compare indexes with.
      return List.of();
    }
    SuccessPolicyValidation validation = new SuccessPolicyValidation(completions);
    validation.rules(policy.rules());
    return validation.errors;
  }

  private void rules(List<Rule> rules) {
    String path = FIELD + ".rules";
    if (rules.isEmpty()) {
      errors.add(
          ValidationError.required(
              path, "at least one rules must be specified when the successPolicy is specified"));
    }
    if (rules.size() > MOST_RULES) {
      errors.add(ValidationError.tooMany(path, rules.size(), MOST_RULES));
    }
    for (int i = 0; i < rules.size(); i++) {
      rule(path + "[" + i + "]", rules.get(i));
    }
  }

  private void rule(String path, Rule rule) {
    String indexes = rule.succeededIndexes();
    Integer count = rule.succeededCount();
    if (indexes == null && count == null) {
      errors.add(
          ValidationError.required(
              path, "at least one of succeededCount or succeededIndexes must be specified"));
    }
    int total = indexes == null ? Integer.MAX_VALUE : indexes(path, indexes);
    if (count != null) {
      count(path + ".succeededCount", count, total);
    }
  }

  /** How many indexes a text names; none if there is something wrong with it. */
  private int indexes(String path, String indexes) {
    String field = path + ".succeededIndexes";
    if (indexes.length() > LONGEST_INDEXES) {
      errors.add(ValidationError.tooLong(field, LONGEST_INDEXES));
    }
    IndexesText text = new IndexesText(completions);
    int total = text.total(indexes);
    text.complaint()
        .ifPresent(
            complaint ->
                errors.add(
                    ValidationError.invalid(
                        field,
                        GoText.quoted(indexes),
                        "error parsing succeededIndexes: " + complaint)));
    return total;
  }

  private void count(String field, int count, int total) {
    if (count < 0) {
      errors.add(ValidationError.invalid(field, count, "must be greater than or equal to 0"));
    }
    String most = "must be less than or equal to %d (the number of %s)";
    if (count > completions) {
      errors.add(
          ValidationError.invalid(
              field, count, most.formatted(completions, "specified completions")));
    }
    if (count > total) {
      errors.add(
          ValidationError.invalid(
              field,
              count,
              most.formatted(total, "indexes in the specified succeededIndexes field")));
    }
  }
}
