package io.gleaner.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the command run tells before it starts anything. */
class RunCommandTest {
  @TempDir Path home;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "run|What shall run for each item?",
        "run -p 0 -- cat|-p must be between 1 and 10000 workers, not 0.",
        "run -p -1 -- cat|-p must be between 1 and 10000 workers, not -1.",
        "run -p many -- cat|'many'",
        "run --backoff-limit -1 -- cat|--backoff-limit must not be negative.",
        "run -- no-such-command|There is no command no-such-command on the PATH.",
        "run --grace 5 -- cat|'5' is not a duration",
        "run --max-result lots -- cat|'lots' is not a number of bytes",
        "run --dry-run -a no/such/file -- cat|no/such/file"
      })
  void wrong_usage_is_told_before_anything_is_started(String line, String sentence)
      throws IOException {
    assertThat(run("", out, line.split(" ", -1))).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .startsWith("gleaner: ")
        .contains(sentence)
        .doesNotContain("\tat ");
    assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
    try (var left = Files.list(home)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void a_dry_run_prints_what_would_run_and_starts_nothing() throws IOException {
    assertThat(
            run("a.png\nb c.png\n", out, "run", "--dry-run", "--", "cat", "{}", "{.}.jpg", "{#}"))
        .isZero();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .isEqualTo("cat a.png a.jpg 1\ncat b c.png b c.jpg 2\n");
    try (var left = Files.list(home)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void a_dry_run_appends_the_item_unless_it_goes_to_standard_input() {
    assertThat(run("x\n", out, "run", "--dry-run", "--", "cat")).isZero();
    assertThat(run("x\n", out, "run", "--dry-run", "--stdin", "--", "cat")).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("cat x\ncat\n");
  }

  @Test
  void a_dry_run_of_a_file_keeps_the_bytes() throws IOException {
    Path items = home.resolve("items");
    Files.write(items, new byte[] {(byte) 0xff, '\n', 'b', 0, 'c'});
    assertThat(run("", out, "run", "--dry-run", "-0", "-a", items.toString(), "--", "cat"))
        .isZero();
    assertThat(out.toByteArray())
        .isEqualTo(
            new byte[] {
              'c', 'a', 't', ' ', (byte) 0xff, '\n', 'b', '\n', 'c', 'a', 't', ' ', 'c', '\n'
            });
  }

  @Test
  void a_dry_run_whose_reader_is_gone_says_so() {
    OutputStream closed =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("Broken pipe");
          }
        };
    assertThat(run("x\n", closed, "run", "--dry-run", "--", "cat")).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("Standard output was closed: Broken pipe")
        .doesNotContain("\tat ");
  }

  private int run(String input, OutputStream output, String... args) {
    Surroundings around =
        new Surroundings(
            Map.of(
                "XDG_STATE_HOME",
                home.toString(),
                "HOME",
                home.toString(),
                "PATH",
                String.valueOf(System.getenv("PATH"))),
            new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
            output,
            new PrintStream(err, true, StandardCharsets.UTF_8));
    return GleanerMain.run(args, around);
  }
}
