package io.gleaner.coordinator.deployment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The scripts that deploy: what is no argument of theirs is told, and makes nothing. */
class ScriptsTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"compose/make-secrets", "k8s-manifests/new-secrets", "images/build"})
  void helpIsPrintedAndNothingIsMade(String script) throws Exception {
    for (String word : List.of("--help", "-h")) {
      Ended ended = run(script, word);
      assertThat(ended.code()).isZero();
      assertThat(ended.out()).contains("  " + script + " [").doesNotContain("#", "set -");
      assertThat(ended.err()).isEmpty();
    }
    assertThat(made()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"compose/make-secrets", "k8s-manifests/new-secrets", "images/build"})
  void anUnknownOptionIsToldInASentence(String script) throws Exception {
    Ended ended = run(script, "--no-such-option");
    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err().lines()).hasSize(1);
    assertThat(ended.err()).contains(": '--no-such-option' is unknown; --help shows what is not.");
    assertThat(made()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"compose/make-secrets", "k8s-manifests/new-secrets"})
  void aSecondArgumentIsTold(String script) throws Exception {
    Ended ended = run(script, "one", "two");
    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err()).contains(" at most, not 2");
    assertThat(made()).isEmpty();
  }

  private List<Path> made() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> !file.endsWith("out") && !file.endsWith("err")).toList();
    }
  }

  private Ended run(String script, String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of("..", script).toRealPath().toString());
    command.addAll(List.of(words));
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    int code = process.waitFor();
    return new Ended(code, Files.readString(out, UTF_8), Files.readString(err, UTF_8));
  }

  private record Ended(int code, String out, String err) {}
}
