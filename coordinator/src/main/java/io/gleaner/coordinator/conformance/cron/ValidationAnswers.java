package io.gleaner.coordinator.conformance.cron;

import com.fasterxml.jackson.databind.JsonNode;
import io.gleaner.coordinator.cron.CronJobFields;
import io.gleaner.coordinator.cron.CronJobValidation;
import io.gleaner.coordinator.cron.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Compares what the API server said to CronJobs with what we say: accepted or refused, and refused
 * in the same words, which name the fields. What could not even be read must not be readable here.
 */
final class ValidationAnswers {
  /** What the API server says of a CronJob that it could read, and found wrong. */
  private static final String VALIDATED = " is invalid: ";

  private ValidationAnswers() {}

  static Optional<String> firstDifference(JsonNode root) {
    List<String> names = new ArrayList<>();
    root.fieldNames().forEachRemaining(names::add);
    return names.stream()
        .map(name -> difference(name, root.get(name)))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<String> difference(String name, JsonNode node) {
    JsonFields entry = new JsonFields(name, node);
    JsonNode spec = entry.node("spec");
    String refused = entry.text("rejected");
    Boolean accepted = entry.truth("accepted");
    entry.nothingElse();
    if ((refused != null) == (accepted != null && accepted)) {
      throw new MalformedRecordingException(name + " must be either accepted or rejected");
    }
    if (refused != null && !refused.contains(VALIDATED)) {
      return unreadable(name, spec, refused);
    }
    CronJobFields fields = SpecReader.read(name, name + ": spec", spec);
    List<FieldError> errors = CronJobValidation.ofNew(fields);
    String recorded = refused == null ? "accepted" : refused;
    String here = errors.isEmpty() ? "accepted" : CronJobValidation.message(name, errors);
    return recorded.equals(here)
        ? Optional.empty()
        : Optional.of(name + ": recorded: " + recorded + "; here: " + here);
  }

  /** What is of a wrong type is refused before it is validated, in words of Go's JSON reader. */
  private static Optional<String> unreadable(String name, @Nullable JsonNode spec, String refused) {
    try {
      SpecReader.read(name, name + ": spec", spec);
      return Optional.of(name + ": recorded: " + refused + "; here: it can be read");
    } catch (MalformedRecordingException wrongType) {
      return Optional.empty();
    }
  }
}
