package io.gleaner.coordinator.job.manifest;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Something in a manifest that is refused, as Kubernetes 1.36 says it.
 *
 * @param field the path of the field: {@code spec.podFailurePolicy.rules[0].action}
 * @param message what is wrong with it: {@code Invalid value: -1: must be greater than or equal to
 *     0}
 */
public record ValidationError(String field, String message) {
  static ValidationError invalid(String field, Object value, String detail) {
    return new ValidationError(field, "Invalid value: " + value + ": " + detail);
  }

  /** What is wrong is the whole of it, which is not shown. */
  static ValidationError invalid(String field, String detail) {
    return new ValidationError(field, "Invalid value: " + detail);
  }

  static ValidationError required(String field, String detail) {
    return new ValidationError(field, "Required value" + (detail.isEmpty() ? "" : ": " + detail));
  }

  static ValidationError unsupported(String field, String value, List<String> supported) {
    List<String> quoted = supported.stream().map(GoText::quoted).toList();
    return new ValidationError(
        field,
        "Unsupported value: %s: supported values: %s"
            .formatted(GoText.quoted(value), String.join(", ", quoted)));
  }

  static ValidationError duplicate(String field, Object value) {
    return new ValidationError(field, "Duplicate value: " + value);
  }

  static ValidationError tooMany(String field, int there, int most) {
    return new ValidationError(
        field, "Too many: %d: must have at most %d items".formatted(there, most));
  }

  static ValidationError tooLong(String field, int most) {
    return new ValidationError(field, "Too long: may not be more than %d bytes".formatted(most));
  }

  /** Field and message. */
  public String text() {
    return field + ": " + message;
  }

  /**
   * What the API server answers: {@code Job.batch "pi" is invalid: spec.completions: Required
   * value: when completion mode is Indexed}.
   *
   * @param errors at least one
   */
  public static String answer(String name, List<ValidationError> errors) {
    Set<String> texts = new LinkedHashSet<>(errors.stream().map(ValidationError::text).toList());
    String all = String.join(", ", texts);
    return "Job.batch %s is invalid: %s"
        .formatted(GoText.quoted(name), texts.size() == 1 ? all : "[" + all + "]");
  }
}
