package io.gleaner.coordinator.job.manifest;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Writes values as they look in the API server's messages: Go's names, and null for no value. */
final class GoText {
  private GoText() {}

  static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
  }

  /** A list of words as {@code %q} prints it. */
  static String quoted(List<String> words) {
    return "[" + String.join(" ", words.stream().map(GoText::quoted).toList()) + "]";
  }

  /** A number or a word that may be missing; the server quotes the null of a missing one. */
  static String pointer(@Nullable Object value) {
    if (value == null) {
      return "\"null\"";
    }
    return value instanceof String text ? quoted(text) : value.toString();
  }

  static String of(@Nullable SentSuccessPolicy policy) {
    return policy == null ? "\"null\"" : object("Rules", list(policy.rules(), GoText::of));
  }

  private static String of(SentSuccessPolicy.Rule rule) {
    return object(
        "SucceededIndexes", json(rule.succeededIndexes()),
        "SucceededCount", json(rule.succeededCount()));
  }

  static String of(@Nullable SentFailurePolicy policy) {
    return policy == null ? "\"null\"" : object("Rules", list(policy.rules(), GoText::of));
  }

  private static String of(SentFailurePolicy.Rule rule) {
    return object(
        "Action", quoted(rule.action()),
        "OnExitCodes", of(rule.onExitCodes()),
        "OnPodConditions", list(rule.onPodConditions(), GoText::of));
  }

  private static String of(SentFailurePolicy.@Nullable ExitCodes codes) {
    return codes == null
        ? "null"
        : object(
            "ContainerName", json(codes.containerName()),
            "Operator", quoted(codes.operator()),
            "Values", numbers(codes.values()));
  }

  private static String of(SentFailurePolicy.Pattern pattern) {
    return object("Type", quoted(pattern.type()), "Status", quoted(pattern.status()));
  }

  static String numbers(@Nullable List<Integer> values) {
    return list(values, String::valueOf);
  }

  private static String json(@Nullable Object value) {
    return value == null ? "null" : pointer(value);
  }

  private static <T> String list(@Nullable List<T> values, Function<T, String> text) {
    return values == null
        ? "null"
        : "[" + String.join(",", values.stream().map(text).toList()) + "]";
  }

  private static String object(String... namesAndValues) {
    StringBuilder text = new StringBuilder("{");
    for (int i = 0; i < namesAndValues.length; i += 2) {
      text.append(i == 0 ? "" : ",").append(quoted(namesAndValues[i])).append(':');
      text.append(namesAndValues[i + 1]);
    }
    return text.append('}').toString();
  }
}
