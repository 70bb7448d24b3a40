package io.gleaner.coordinator.control.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gleaner.coordinator.control.Program;
import io.gleaner.failure.GleanerException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
class ManifestsTest {
  @Test
  void aContainerIsAProgram() {
    Program program =
        program(
            "\"name\": \"c\", \"command\": [\"a\"], \"args\": [\"$(X)\", \"$(Y) $$(X)\"],"
                + " \"env\": [{\"name\": \"X\", \"value\": \"1\"}], \"workingDir\": \"/w\"");

    assertThat(program)
        .isEqualTo(
            new Program(
                "c",
                List.of("a", "1", "$(Y) $(X)"),
                Map.of("X", "1"),
                "/w",
                Manifests.DEFAULT_GRACE_SECONDS));
  }

  @Test
  void argsAloneAreTheCommand() {
    assertThat(program("\"args\": [\"a\", \"b\"]").command()).containsExactly("a", "b");
  }

  @Test
  void withoutEitherThereIsNothingToRun() {
    assertThatThrownBy(() -> program("\"name\": \"c\""))
        .isInstanceOf(GleanerException.class)
        .hasMessageContaining("no command");
  }

  private static Program program(String container) {
    return Manifests.program(
        Manifests.parse(
            "{\"spec\": {\"template\": {\"spec\": {\"containers\": [{%s}]}}}}"
                .formatted(container)));
  }
}
