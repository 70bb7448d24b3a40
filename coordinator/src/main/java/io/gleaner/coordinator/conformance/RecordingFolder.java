package io.gleaner.coordinator.conformance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.gleaner.failure.GleanerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A folder of recordings, one in each JSON file; other files in it do not matter. */
public final class RecordingFolder {
  private static final String ENDING = ".json";

  // Times are decimals, and are kept as they are written.
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private final List<RecordingKind> kinds;

  /**
   * A reader of folders.
   *
   * @param kinds what it knows; the first that recognises a file reads it
   */
  public RecordingFolder(List<RecordingKind> kinds) {
    this.kinds = List.copyOf(kinds);
  }

  /**
   * The JSON files of a folder, in the order of their names.
   *
   * @throws GleanerException configuration, if there is no such folder, or no JSON file in it
   */
  public static List<Path> files(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw GleanerException.configuration("There is no folder " + folder + ". Check its name.");
    }
    try (Stream<Path> all = Files.list(folder)) {
      List<Path> files =
          all.filter(file -> file.getFileName().toString().endsWith(ENDING)).sorted().toList();
      if (files.isEmpty()) {
        throw GleanerException.configuration(
            "There is no recording in " + folder + ": no file whose name ends in .json.");
      }
      return files;
    } catch (IOException e) {
      throw unreadable(folder, e);
    }
  }

  /**
   * The recording in a file.
   *
   * @throws GleanerException configuration, if it cannot be read or is none
   */
  public Recording read(Path file) {
    JsonNode json = json(file);
    String name = file.getFileName().toString();
    String base = name.endsWith(ENDING) ? name.substring(0, name.length() - 5) : name;
    return kinds.stream()
        .filter(kind -> kind.recognises(json))
        .findFirst()
        .map(kind -> kind.read(base, json))
        .orElseThrow(
            () ->
                GleanerException.configuration(
                    file + " is no recording: it has none of the shapes that are known."));
  }

  private static JsonNode json(Path file) {
    try {
      return MAPPER.readTree(Files.readAllBytes(file));
    } catch (JsonProcessingException e) {
      throw GleanerException.configuration(
          "%s is no recording: it is no JSON. %s".formatted(file, e.getOriginalMessage()));
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static GleanerException unreadable(Path file, IOException e) {
    return GleanerException.configuration(file + " cannot be read: " + e.getMessage() + ".");
  }
}
