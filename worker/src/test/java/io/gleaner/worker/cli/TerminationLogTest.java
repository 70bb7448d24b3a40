package io.gleaner.worker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TerminationLogTest {
  @TempDir Path folder;
  private final StringWriter err = new StringWriter();

  @Test
  void theLastWordReplacesWhatWasThere() throws IOException {
    Path file = Files.writeString(folder.resolve("log"), "An older and much longer sentence.");
    log(file.toString()).write("The Job has failed: FailedItems.");
    assertThat(file).hasContent("The Job has failed: FailedItems.");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void withoutTheVariableNothingIsWritten() {
    TerminationLog.of(Map.of(), new PrintWriter(err, true)).write("word");
    log("").write("word");
    assertThat(folder).isEmptyDirectory();
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void aFileThatCannotBeWrittenIsToldAndNoError() {
    log(folder.resolve("no/such/folder").toString()).write("word");
    assertThat(err.toString())
        .contains("GLEANER_TERMINATION_LOG", folder.resolve("no/such/folder").toString())
        .doesNotContain("\tat ");
  }

  @Test
  void moreThanTheKubeletReadsIsNotWritten() throws IOException {
    Path file = folder.resolve("log");
    log(file.toString()).write("x".repeat(10_000));
    assertThat(Files.size(file)).isEqualTo(4096);
  }

  private TerminationLog log(String file) {
    return TerminationLog.of(Map.of("GLEANER_TERMINATION_LOG", file), new PrintWriter(err, true));
  }
}
