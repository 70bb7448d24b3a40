package io.gleaner.coordinator.conformance.cron;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.gleaner.coordinator.conformance.Recording;
import io.gleaner.coordinator.conformance.cron.Comparison.Difference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A file with what Kubernetes' CronJob controller did (a timeline), or with what the API server
 * accepts and refuses. {@link Comparison} has the rule by which a timeline is compared; validation
 * answers must agree word for word.
 *
 * <p>A timeline does not tell everything that its course depends on: at which minute it began, and
 * how long the Job controller took to see the end of a Job. It is the same as ours if it is for any
 * of what may have been ({@link Guesses}); if for none, the difference told is that of the guess
 * that goes furthest.
 */
public final class CronRecording implements Recording {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .build();

  private static final String SUFFIX = ".json";

  private final String name;
  private final String json;

  private CronRecording(String name, String json) {
    this.name = name;
    this.json = json;
  }

  /**
   * The recording in a file.
   *
   * @throws IOException if the file cannot be read
   */
  public static CronRecording read(Path file) throws IOException {
    return of(String.valueOf(file.getFileName()), Files.readString(file));
  }

  /** The recording with this content, of a file of this name. */
  public static CronRecording of(String fileName, String json) {
    String name =
        fileName.endsWith(SUFFIX)
            ? fileName.substring(0, fileName.length() - SUFFIX.length())
            : fileName;
    return new CronRecording(name, json);
  }

  /** Whether this is about CronJobs, whatever else may be wrong with it. */
  public static boolean recognises(String json) {
    try {
      JsonNode root = JSON.readTree(json);
      if (root.path("spec").has("schedule") || root.path("defaulted").has("schedule")) {
        return true;
      }
      for (JsonNode entry : root) {
        if (entry.path("spec").has("schedule")) {
          return true;
        }
      }
      return false;
    } catch (JsonProcessingException notJson) {
      return false;
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Optional<String> firstDifference() {
    try {
      JsonNode root = JSON.readTree(json);
      if (!root.isObject() || root.isEmpty()) {
        return Optional.of("the recording is not an object with fields");
      }
      return root.has("events") || root.has("podRuns") || root.has("createdAt")
          ? timeline(TimelineReader.read(root))
          : ValidationAnswers.firstDifference(root);
    } catch (JsonProcessingException notJson) {
      return Optional.of("the recording is not JSON: " + notJson.getOriginalMessage());
    } catch (MalformedRecordingException malformed) {
      return Optional.of(String.valueOf(malformed.getMessage()));
    }
  }

  private static Optional<String> timeline(Timeline timeline) {
    if (timeline.seen().isEmpty()) {
      return Optional.of("the recording has no event that shows a state");
    }
    Difference least = new Difference(-1, "");
    for (Guess guess : Guesses.of(timeline)) {
      Optional<Difference> difference =
          Comparison.difference(timeline.seen(), new CronReplay(timeline, guess).run());
      if (difference.isEmpty()) {
        return Optional.empty();
      }
      if (difference.get().matched() > least.matched()) {
        least = difference.get();
      }
    }
    return Optional.of(least.sentence());
  }
}
