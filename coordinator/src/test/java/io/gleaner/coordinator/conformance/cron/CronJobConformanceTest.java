package io.gleaner.coordinator.conformance.cron;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What Kubernetes' CronJob controller and API server did, ours do. */
class CronJobConformanceTest {
  private static final Path FOLDER = Path.of("src/test/resources/cronjob-conformance");

  @TestFactory
  Stream<DynamicTest> everyRecordingReplaysWithoutADifference() throws IOException {
    return recordings().stream()
        .map(
            recording ->
                DynamicTest.dynamicTest(
                    recording.name(), () -> assertThat(recording.firstDifference()).isEmpty()));
  }

  @Test
  void noRecordingIsMissing() throws IOException {
    assertThat(recordings()).hasSize(13);
  }

  private static List<CronRecording> recordings() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .filter(file -> file.toString().endsWith(".json"))
          .sorted()
          .map(Recordings::read)
          .toList();
    }
  }
}
