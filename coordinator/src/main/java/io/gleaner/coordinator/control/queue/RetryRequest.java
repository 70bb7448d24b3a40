package io.gleaner.coordinator.control.queue;

import io.gleaner.failure.ErrorKind;
import io.gleaner.failure.GleanerException;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/**
 * That somebody has asked for dead letters of a Job to be put back: kept as an annotation of the
 * object, and answered in its status.
 *
 * @param id tells it from others
 * @param indexes which items; all when empty
 */
public record RetryRequest(String id, List<Long> indexes) {
  /** The annotation. */
  public static final String ANNOTATION = "gleaner.io/retry";

  /** Keeps the list from being changed. */
  public RetryRequest {
    indexes = List.copyOf(indexes);
  }

  /** As the annotation has it: the id, then the indexes, blanks between them. */
  public String text() {
    StringJoiner text = new StringJoiner(" ").add(id);
    indexes.forEach(index -> text.add(index.toString()));
    return text.toString();
  }

  /**
   * Reads {@link #text}.
   *
   * @throws GleanerException configuration, if it is something else
   */
  public static RetryRequest parse(String text) {
    String[] words = text.strip().split(" +");
    List<Long> indexes = new ArrayList<>();
    for (int i = 1; i < words.length; i++) {
      try {
        indexes.add(Long.parseLong(words[i]));
      } catch (NumberFormatException e) {
        throw new GleanerException(
            ErrorKind.CONFIGURATION,
            "The annotation %s must be an id and indexes, not '%s'.".formatted(ANNOTATION, text),
            e);
      }
    }
    return new RetryRequest(words[0], indexes);
  }

  /** What came of a request. */
  public record Answer(String id, String sentence) {}
}
