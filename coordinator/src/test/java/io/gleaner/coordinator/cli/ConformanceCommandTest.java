package io.gleaner.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConformanceCommandTest {
  private static final String REFUSED =
      "{\"spec\": {\"backoffLimit\": -1}, \"restartPolicy\": \"Never\", \"rejected\":"
          + " \"Job.batch \\\"x\\\" is invalid: spec.backoffLimit: Invalid value: -1: must be\"}";

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  @TempDir private Path folder;

  @Test
  void printsALineForEachRecordingInTheOrderOfTheirNames() throws IOException {
    Files.writeString(folder.resolve("b.json"), REFUSED);
    Files.writeString(folder.resolve("a.json"), REFUSED);
    Files.writeString(folder.resolve("README.md"), "not a recording");
    assertThat(run(folder.toString())).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("pass a\npass b\n");
  }

  @Test
  void aDifferenceIsALineAndExitCode1() throws IOException {
    Files.writeString(folder.resolve("a.json"), REFUSED.replace("-1}", "1}"));
    assertThat(run(folder.toString())).isEqualTo(1);
    assertThat(out.toString(StandardCharsets.UTF_8))
        .startsWith("FAIL a: the spec is accepted, recorded was a refusal:");
  }

  @Test
  void whatIsNoRecordingFailsAndTheOthersAreReplayed() throws IOException {
    Files.writeString(folder.resolve("a.json"), "{\"shopping\": []}");
    Files.writeString(folder.resolve("b.json"), "{");
    Files.writeString(folder.resolve("c.json"), REFUSED);
    assertThat(run(folder.toString())).isEqualTo(1);
    assertThat(out.toString(StandardCharsets.UTF_8).lines())
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .startsWith("FAIL a.json: ")
                    .contains("is no recording: it has none of the shapes"),
            line ->
                assertThat(line)
                    .startsWith("FAIL b.json: ")
                    .contains("is no recording: it is no JSON."),
            line -> assertThat(line).isEqualTo("pass c"));
  }

  @Test
  void aMissingFolderIsASentenceAndExitCode2() {
    assertThat(run(folder.resolve("none").toString())).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("There is no folder");
  }

  @Test
  void anEmptyFolderIsASentenceAndExitCode2() {
    assertThat(run(folder.toString())).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("There is no recording in");
  }

  @Test
  void theMainHelpDoesNotListIt() {
    assertThat(GleanerMain.run(new String[] {"--help"}, around())).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).doesNotContain("conformance");
  }

  private int run(String argument) {
    return GleanerMain.run(new String[] {"conformance", argument}, around());
  }

  private Surroundings around() {
    PrintStream errors = new PrintStream(err, true, StandardCharsets.UTF_8);
    return new Surroundings(Map.of(), InputStream.nullInputStream(), out, errors);
  }
}
