package io.gleaner.coordinator.job.manifest;

import io.gleaner.coordinator.job.spec.CompletionMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the API server refuses when a Job is changed: whatever it refuses at its creation, and
 * changes of fields that stay as they are. Kubernetes: {@code ValidateJobUpdate}.
 */
public final class UpdateValidation {
  private static final String IMMUTABLE = "field is immutable";

  private UpdateValidation() {}

  /**
   * Everything that is wrong with a change.
   *
   * @param before the spec as it is
   * @param after the spec as it would be, after {@link Defaulting}
   * @return empty if the change may be made
   */
  public static List<ValidationError> errors(String name, SentSpec before, SentSpec after) {
    List<ValidationError> errors = new ArrayList<>(Validation.specErrors(name, after));
    completions(before, after, errors);
    immutable(errors, "selector", before.selector(), after.selector());
    if (!before.template().equals(after.template())) {
      errors.add(ValidationError.invalid("spec.template", after.template().source(), IMMUTABLE));
    }
    immutable(errors, "completionMode", before.completionMode(), after.completionMode());
    if (!Objects.equals(before.podFailurePolicy(), after.podFailurePolicy())) {
      errors.add(
          ValidationError.invalid(
              "spec.podFailurePolicy", GoText.of(after.podFailurePolicy()), IMMUTABLE));
    }
    immutable(
        errors,
        "backoffLimitPerIndex",
        before.backoffLimitPerIndex(),
        after.backoffLimitPerIndex());
    immutable(errors, "managedBy", before.managedBy(), after.managedBy());
    if (!Objects.equals(before.successPolicy(), after.successPolicy())) {
      errors.add(
          ValidationError.invalid(
              "spec.successPolicy", GoText.of(after.successPolicy()), IMMUTABLE));
    }
    return errors;
  }

  /** Completions of an Indexed Job may change together with parallelism, to the same number. */
  private static void completions(SentSpec before, SentSpec after, List<ValidationError> errors) {
    Integer wanted = after.completions();
    if (!CompletionMode.INDEXED.text().equals(after.completionMode())) {
      immutable(errors, "completions", before.completions(), wanted);
    } else if (wanted != null
        && !wanted.equals(before.completions())
        && !wanted.equals(after.parallelism())) {
      errors.add(
          ValidationError.invalid(
              "spec.completions", wanted, "can only be modified in tandem with spec.parallelism"));
    }
  }

  private static void immutable(
      List<ValidationError> errors, String field, @Nullable Object before, @Nullable Object after) {
    if (!Objects.equals(before, after)) {
      errors.add(ValidationError.invalid("spec." + field, GoText.pointer(after), IMMUTABLE));
    }
  }
}
