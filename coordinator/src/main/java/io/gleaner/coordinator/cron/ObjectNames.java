package io.gleaner.coordinator.cron;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Names of Kubernetes' objects: DNS subdomains by RFC 1123. */
final class ObjectNames {
  static final String FIELD = "metadata.name";
  private static final int LONGEST = 253;

  private ObjectNames() {}

  static List<FieldError> validate(String name) {
    if (name.isEmpty()) {
      return List.of(new FieldError(FIELD, "Required value: name or generateName is required"));
    }
    List<FieldError> errors = new ArrayList<>();
    if (name.length() > LONGEST) {
      errors.add(FieldError.invalid(FIELD, name, "must be no more than " + LONGEST + " bytes"));
    }
    if (!Arrays.stream(name.split("\\.", -1)).allMatch(ObjectNames::isLabel)) {
      errors.add(
          FieldError.invalid(
              FIELD,
              name,
              "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters,"
                  + " '-' or '.', and must start and end with an alphanumeric character (e.g."
                  + " 'example.com', regex used for validation is"
                  + " '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')"));
    }
    return errors;
  }

  static boolean isLetterOrDigit(int c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || GoText.isDigit(c);
  }

  private static boolean isLabel(String label) {
    return !label.isEmpty()
        && !label.startsWith("-")
        && !label.endsWith("-")
        && label
            .chars()
            .allMatch(c -> c == '-' || (isLetterOrDigit(c) && !Character.isUpperCase(c)));
  }
}
