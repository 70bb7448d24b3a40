package io.gleaner.coordinator.conformance.job;

import io.gleaner.coordinator.job.manifest.ValidationError;
import io.gleaner.failure.GleanerException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Compares what is refused with what the API server refused: whether it is, and because of which
 * fields.
 */
final class Refusals {
  private static final Pattern FIELD =
      Pattern.compile(
          "(?:invalid: \\[?|, )((?:metadata|spec)[A-Za-z0-9_.\\[\\]-]*):"
              + " (?=Invalid|Required|Unsupported|Duplicate|Too|Forbidden)");

  private Refusals() {}

  static Optional<String> difference(@Nullable String recorded, List<ValidationError> ours) {
    String mine = String.join("; ", ours.stream().map(ValidationError::text).distinct().toList());
    if (recorded == null) {
      return ours.isEmpty()
          ? Optional.empty()
          : Optional.of("is refused, recorded was that it is not: " + mine);
    }
    if (ours.isEmpty()) {
      return Optional.of("is accepted, recorded was a refusal: " + recorded);
    }
    List<String> fields = ours.stream().map(ValidationError::field).distinct().toList();
    return Set.copyOf(fields).equals(Set.copyOf(fields(recorded)))
        ? Optional.empty()
        : Optional.of("is refused because of %s; recorded was: %s".formatted(mine, recorded));
  }

  /**
   * The same of a spec that cannot even be read: the first word of the message is the field.
   *
   * @param unreadable what is said of it
   */
  static Optional<String> difference(@Nullable String recorded, GleanerException unreadable) {
    String message = String.valueOf(unreadable.getMessage());
    int end = message.indexOf(':');
    boolean same = recorded != null && end > 0 && recorded.contains(message.substring(0, end));
    return same ? Optional.empty() : Optional.of("cannot be read: " + message);
  }

  private static List<String> fields(String recorded) {
    Matcher matcher = FIELD.matcher(recorded);
    return matcher.results().map(result -> result.group(1)).distinct().toList();
  }
}
