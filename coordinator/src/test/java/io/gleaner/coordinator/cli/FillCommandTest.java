package io.gleaner.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FillCommandTest {
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void aJobThatIsNotSealedHasNoEndToFollow() {
    assertThat(gleaner("fill", "--job", "x", "--follow", "--no-seal")).isEqualTo(2);
    assertThat(said()).contains("--follow", "--no-seal", "leave one out");
  }

  @Test
  void withoutFollowingThereAreNoResultsToWrite() {
    assertThat(gleaner("fill", "--job", "x", "--results", "out.jsonl")).isEqualTo(2);
    assertThat(said()).contains("add --follow", "gleaner results");
  }

  private int gleaner(String... arguments) {
    Surroundings around =
        new Surroundings(
            Map.of(),
            new ByteArrayInputStream(new byte[0]),
            new ByteArrayOutputStream(),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    return GleanerMain.run(arguments, around);
  }

  private String said() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
