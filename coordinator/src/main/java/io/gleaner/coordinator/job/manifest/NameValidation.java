package io.gleaner.coordinator.job.manifest;

import io.gleaner.coordinator.job.spec.CompletionMode;
import java.util.ArrayList;
import java.util.List;

/** What is refused in names: of Jobs, of controllers, of conditions. */
final class NameValidation {
  private static final String LABEL = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
  private static final String SUBDOMAIN = LABEL + "(\\." + LABEL + ")*";
  private static final String QUALIFIED = "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]";
  private static final String LABEL_VALUE = "(" + QUALIFIED + ")?";
  private static final String HTTP_PATH = "[A-Za-z0-9/\\-._~%!$&'()*+,;=:]+";
  private static final int LONGEST_LABEL = 63;
  private static final int LONGEST_SUBDOMAIN = 253;

  private NameValidation() {}

  static List<ValidationError> errors(String name) {
    String field = "metadata.name";
    if (name.isEmpty()) {
      return List.of(ValidationError.required(field, "name or generateName is required"));
    }
    List<ValidationError> errors = new ArrayList<>();
    if (name.length() > LONGEST_SUBDOMAIN) {
      errors.add(ValidationError.invalid(field, GoText.quoted(name), most(LONGEST_SUBDOMAIN)));
    }
    if (!name.matches(SUBDOMAIN)) {
      errors.add(ValidationError.invalid(field, GoText.quoted(name), subdomain()));
    }
    return errors;
  }

  private static String most(int bytes) {
    return "must be no more than " + bytes + " bytes";
  }

  private static String subdomain() {
    return ("a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-'"
            + " or '.', and must start and end with an alphanumeric character (e.g. 'example.com',"
            + " regex used for validation is '%s')")
        .formatted(SUBDOMAIN);
  }

  /** Every pod carries the Job's name as a label. */
  static List<ValidationError> labelErrors(String name) {
    String field = "spec.template.labels";
    List<ValidationError> errors = new ArrayList<>();
    if (name.length() > LONGEST_LABEL) {
      errors.add(ValidationError.invalid(field, GoText.quoted(name), most(LONGEST_LABEL)));
    }
    if (!name.matches(LABEL_VALUE)) {
      errors.add(
          ValidationError.invalid(
              field,
              GoText.quoted(name),
              ("a valid label must be an empty string or consist of alphanumeric characters, '-',"
                      + " '_' or '.', and must start and end with an alphanumeric character (e.g."
                      + " 'MyValue',  or 'my_value',  or '12345', regex used for validation is"
                      + " '%s')")
                  .formatted(LABEL_VALUE)));
    }
    return errors;
  }

  /** The pods of an Indexed Job are called by its name and their index. */
  static List<ValidationError> hostnameErrors(String name, SentSpec spec) {
    Integer completions = spec.completions();
    if (!CompletionMode.INDEXED.text().equals(spec.completionMode())
        || completions == null
        || completions <= 0) {
      return List.of();
    }
    String longest = name + "-" + (completions - 1);
    return longest.length() <= LONGEST_LABEL && longest.matches(LABEL)
        ? List.of()
        : List.of(
            ValidationError.invalid(
                "metadata.name",
                GoText.quoted(name),
                "will not able to create pod with invalid DNS label: " + longest));
  }

  static List<ValidationError> managedByErrors(String field, String managedBy) {
    List<ValidationError> errors = new ArrayList<>();
    int slash = managedBy.indexOf('/');
    if (managedBy.isEmpty()) {
      errors.add(ValidationError.required(field, ""));
    } else if (slash <= 0 || slash == managedBy.length() - 1) {
      errors.add(
          ValidationError.invalid(
              field,
              GoText.quoted(managedBy),
              "must be a domain-prefixed path (such as \"acme.io/foo\")"));
    } else if (!managedBy.substring(0, slash).matches(SUBDOMAIN)) {
      String host = managedBy.substring(0, slash);
      errors.add(ValidationError.invalid(field, GoText.quoted(host), subdomain()));
    }
    String path = managedBy.substring(slash + 1);
    if (slash > 0 && !path.isEmpty() && !path.matches(HTTP_PATH)) {
      errors.add(
          ValidationError.invalid(
              field,
              GoText.quoted(path),
              "Invalid path (regex used for validation is '%s')".formatted(HTTP_PATH)));
    }
    if (managedBy.length() > LONGEST_LABEL) {
      errors.add(ValidationError.tooLong(field, LONGEST_LABEL));
    }
    return errors;
  }

  static List<ValidationError> conditionErrors(String field, String type) {
    List<ValidationError> errors = new ArrayList<>();
    int slash = type.indexOf('/');
    String name = type.substring(slash + 1);
    if (slash >= 0) {
      errors.addAll(prefixErrors(field, type, type.substring(0, slash)));
    }
    if (name.isEmpty()) {
      errors.add(
          ValidationError.invalid(field, GoText.quoted(type), "name part must be non-empty"));
    }
    if (name.length() > LONGEST_LABEL) {
      errors.add(
          ValidationError.invalid(field, GoText.quoted(type), "name part " + most(LONGEST_LABEL)));
    }
    if (!name.matches(QUALIFIED)) {
      errors.add(
          ValidationError.invalid(
              field,
              GoText.quoted(type),
              ("name part must consist of alphanumeric characters, '-', '_' or '.', and must start"
                      + " and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or"
                      + " '123-abc', regex used for validation is '%s')")
                  .formatted(QUALIFIED)));
    }
    return errors;
  }

  private static List<ValidationError> prefixErrors(String field, String type, String prefix) {
    if (prefix.isEmpty()) {
      return List.of(
          ValidationError.invalid(field, GoText.quoted(type), "prefix part must be non-empty"));
    }
    return prefix.length() <= LONGEST_SUBDOMAIN && prefix.matches(SUBDOMAIN)
        ? List.of()
        : List.of(
            ValidationError.invalid(field, GoText.quoted(type), "prefix part " + subdomain()));
  }
}
