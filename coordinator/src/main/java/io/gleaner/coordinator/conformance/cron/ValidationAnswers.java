package io.gleaner.coordinator.conformance.cron;

import com.fasterxml.jackson.databind.JsonNode;
import io.gleaner.coordinator.cron.CronJobFields;
import io.gleaner.coordinator.cron.CronJobValidation;
import io.gleaner.coordinator.cron.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Compares what the API server said to CronJobs with what we say: accepted or refused, and refused
 * in the same words, which name the fields.
 */
final class ValidationAnswers {
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
    CronJobFields fields = SpecReader.read(name, name + ": spec", entry.node("spec"));
    String refused = entry.text("rejected");
    Boolean accepted = entry.truth("accepted");
    entry.nothingElse();
    if ((refused != null) == (accepted != null && accepted)) {
      throw new MalformedRecordingException(name + " must be either accepted or rejected");
    }
    List<FieldError> errors = CronJobValidation.ofNew(fields);
    String recorded = refused == null ? "accepted" : refused;
    String here = errors.isEmpty() ? "accepted" : CronJobValidation.message(name, errors);
    return recorded.equals(here)
        ? Optional.empty()
        : Optional.of(name + ": recorded: " + recorded + "; here: " + here);
  }
}
