package io.gleaner.faults.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads the files that a run has written. */
public final class RunFiles {
  private static final ObjectMapper JSON = new ObjectMapper();

  private RunFiles() {}

  /** The journal. A last line that a kill has torn is not one. */
  public static List<Event> journal(Path file) {
    List<Event> events = new ArrayList<>();
    for (String line : lines(file)) {
      events.add(Event.parse(events.size(), line));
    }
    return events;
  }

  /** The results; none if there is no file. */
  public static List<Result> results(Path file) {
    List<Result> results = new ArrayList<>();
    for (String line : Files.exists(file) ? lines(file) : List.<String>of()) {
      results.add(result(line));
    }
    return results;
  }

  static Result result(String line) {
    try {
      JsonNode node = JSON.readTree(line);
      // The handler prints its token and nothing else.
      String output = node.path("output").asText().strip();
      return new Result(
          node.path("index").asInt(),
          node.path("status").asText().equals("done"),
          node.path("uid").asText(),
          node.path("attempt").asInt(),
          node.path("worker").asText(),
          output.matches("[0-9]+") ? Long.parseLong(output) : 0);
    } catch (IOException e) {
      throw new UncheckedIOException("no line of results: " + line, e);
    }
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }
}
