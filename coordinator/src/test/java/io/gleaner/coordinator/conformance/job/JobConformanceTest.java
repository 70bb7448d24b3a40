package io.gleaner.coordinator.conformance.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gleaner.coordinator.conformance.RecordingFolder;
import io.gleaner.coordinator.job.manifest.ValidationError;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Everything that was recorded of Kubernetes' Job controller. */
class JobConformanceTest {
  private static final int RECORDINGS = 80;

  @TestFactory
  Stream<DynamicTest> everyRecordingReplaysWithoutADifference() {
    RecordingFolder reader = new RecordingFolder(List.of(new JobRecordings()));
    return files().stream()
        .map(reader::read)
        .map(
            recording ->
                DynamicTest.dynamicTest(
                    recording.name(), () -> assertThat(recording.firstDifference()).isEmpty()));
  }

  @TestFactory
  Stream<DynamicTest> refusalsAreTheApiServersToTheLetter() {
    return files().stream()
        .map(file -> Script.read(file.getFileName().toString(), json(file)))
        .filter(script -> script.rejected() != null)
        .map(
            script ->
                DynamicTest.dynamicTest(
                    script.jobName(),
                    () ->
                        assertThat(answer(script, new StoredSpec(script).errors()))
                            .isEqualTo(script.rejected())));
  }

  @TestFactory
  Stream<DynamicTest> refusedChangesAreTheApiServersToTheLetter() {
    return files().stream()
        .map(file -> Script.read(file.getFileName().toString(), json(file)))
        .flatMap(script -> script.steps().stream().map(step -> new Change(script, step)))
        .filter(change -> change.step().rejected() != null)
        .map(
            change ->
                DynamicTest.dynamicTest(
                    change.script().jobName(),
                    () -> {
                      StoredSpec stored = new StoredSpec(change.script());
                      assertThat(answer(change.script(), stored.change(change.step().patch())))
                          .isEqualTo(change.step().rejected());
                    }));
  }

  @Test
  void noRecordingIsMissing() {
    assertThat(files()).hasSize(RECORDINGS);
  }

  private static String answer(Script script, List<ValidationError> errors) {
    return ValidationError.answer(script.jobName(), errors);
  }

  private static List<Path> files() {
    URL one = Objects.requireNonNull(JobConformanceTest.class.getResource("wq-start.json"));
    try {
      return RecordingFolder.files(Objects.requireNonNull(Path.of(one.toURI()).getParent()));
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static JsonNode json(Path file) {
    try {
      return new ObjectMapper().readTree(file.toFile());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private record Change(Script script, Step step) {}
}
