package io.gleaner.coordinator.cron;

/**
 * What is wrong with a field.
 *
 * @param field its path, {@code spec.schedule}
 * @param message what the API server says of it after the path
 */
public record FieldError(String field, String message) {
  static FieldError required(String field) {
    return new FieldError(field, "Required value");
  }

  static FieldError invalid(String field, String value, String detail) {
    return new FieldError(field, "Invalid value: " + GoText.quote(value) + ": " + detail);
  }

  static FieldError invalid(String field, long value, String detail) {
    return new FieldError(field, "Invalid value: " + value + ": " + detail);
  }

  /** Path and message, as they are shown. */
  public String text() {
    return field + ": " + message;
  }
}
