package io.gleaner.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GleanerMainTest {
  @TempDir Path home;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "fill --bogus --job a|unknown option '--bogus'",
        "fill|Missing required option: '--job=NAME'",
        "fill --job A_b|is not valid",
        "fill --job a --lease 5|'5' is not a duration",
        "fill --job a --lease 1s|--lease must be at least 3s",
        "fill --job a --max-item lots|'lots' is not a number of bytes",
        "fill --job a --max-attempts 0|--max-attempts must be at least 1",
        "fill --job a -0 --jsonl|mutually exclusive",
        "fill --job a|No servers are configured",
        "fill --job a --broker amqp://h|Only the broker is configured",
        "fill --job a --broker nonsense --ledger redis://h|--broker",
        "status|NAME",
        "status a -o xml|'xml' is neither table nor json",
        "status a|was not run on this machine",
        "results a --results f --tag|--keep-order and --tag are for results on standard output",
        "frobnicate|unexpected argument 'frobnicate'"
      })
  void wrong_usage_is_told_in_a_sentence_and_exits_2(String line, String sentence) {
    assertThat(run(line.split(" ", -1))).isEqualTo(2);
    assertThat(text(err)).startsWith("gleaner: ").contains(sentence).doesNotContain("\tat ");
    assertThat(text(out)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "fill",
    "seal",
    "wait",
    "status",
    "dead-letters",
    "retry",
    "results",
    "delete",
    "apply",
    "get",
    "describe",
    "tree",
    "logs",
    "suspend",
    "resume",
    "scale",
    "create"
  })
  void every_command_has_help_with_an_example(String command) {
    assertThat(run(command, "--help")).isZero();
    assertThat(text(out)).contains("Usage: gleaner " + command).contains("  gleaner " + command);
  }

  @Test
  void an_unreachable_ledger_is_an_error_worth_a_new_start() {
    assertThat(
            run("status", "a", "--broker", "amqp://127.0.0.1:1", "--ledger", "redis://127.0.0.1:1"))
        .isEqualTo(1);
    assertThat(text(err)).contains("cannot be reached").doesNotContain("\tat ");
  }

  @Test
  void an_option_that_is_a_trace_shows_it() {
    assertThat(run("status", "a", "--verbose")).isEqualTo(2);
    assertThat(text(err)).contains("\tat ");
  }

  @Test
  void the_help_lists_the_worker_and_the_version_is_told() {
    assertThat(run("--help")).isZero();
    assertThat(text(out)).contains("worker").contains("dead-letters");
    out.reset();
    assertThat(run("--version")).isZero();
    assertThat(text(out)).startsWith("gleaner ");
  }

  private int run(String... args) {
    Surroundings around =
        new Surroundings(
            Map.of("XDG_STATE_HOME", home.toString(), "HOME", home.toString()),
            new ByteArrayInputStream(new byte[0]),
            out,
            new PrintStream(err, true, StandardCharsets.UTF_8));
    return GleanerMain.run(args, around);
  }

  private static String text(ByteArrayOutputStream stream) {
    return stream.toString(StandardCharsets.UTF_8);
  }
}
