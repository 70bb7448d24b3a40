package io.gleaner.coordinator.job.manifest;

import io.gleaner.coordinator.job.spec.RestartPolicy;
import java.util.ArrayList;
import java.util.List;

/** What is refused in {@code spec.template}, as far as it concerns a Job: its restartPolicy. */
final class TemplateValidation {
  private static final String FIELD = "spec.template.spec.restartPolicy";
  private static final String ALWAYS = "Always";
  private static final String ON_FAILURE = RestartPolicy.ON_FAILURE.text();
  private static final String NEVER = RestartPolicy.NEVER.text();

  private TemplateValidation() {}

  static List<ValidationError> errors(SentSpec spec) {
    List<ValidationError> errors = new ArrayList<>();
    String policy = spec.template().restartPolicy();
    if (policy == null || policy.isEmpty() || policy.equals(ALWAYS)) {
      // A pod's own default is Always.
      errors.add(
          ValidationError.required(
              FIELD,
              "valid values: %s, %s".formatted(GoText.quoted(ON_FAILURE), GoText.quoted(NEVER))));
    } else if (!policy.equals(ON_FAILURE) && !policy.equals(NEVER)) {
      // No pod has it, and no Job's pod has it.
      errors.add(ValidationError.unsupported(FIELD, policy, List.of(ALWAYS, ON_FAILURE, NEVER)));
      errors.add(ValidationError.unsupported(FIELD, policy, List.of(ON_FAILURE, NEVER)));
    } else if (spec.podFailurePolicy() != null && !policy.equals(NEVER)) {
      errors.add(
          ValidationError.invalid(
              FIELD,
              GoText.quoted(policy),
              "only \"Never\" is supported when podFailurePolicy is specified"));
    }
    return errors;
  }
}
