package io.gleaner.coordinator.conformance.cron;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The recordings among the tests' resources. */
final class Recordings {
  private static final Path FOLDER = Path.of("src/test/resources/cronjob-conformance");

  private Recordings() {}

  static CronRecording read(Path file) {
    try {
      return CronRecording.read(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String text(String name) {
    try {
      return Files.readString(FOLDER.resolve(name + ".json"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
