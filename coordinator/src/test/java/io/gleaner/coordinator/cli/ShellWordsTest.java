package io.gleaner.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.config.JobName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShellWordsTest {
  @ParameterizedTest
  @ValueSource(strings = {"convert", "{.}.jpg", "--tag", "a/b_c@d%e+f=g:h,i", "{}"})
  void a_plain_word_stays_as_it_is(String word) {
    assertThat(ShellWords.quoted(word)).isEqualTo(word);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "a b|'a b'",
        "$HOME|'$HOME'",
        "it's|'it'\\''s'",
        "*.png|'*.png'",
        "{#}|'{#}'",
        "~|'~'",
        "ü|'ü'"
      })
  void any_other_word_is_quoted(String word, String quoted) {
    assertThat(ShellWords.quoted(word)).isEqualTo(quoted);
  }

  @Test
  void no_word_is_a_word_too() {
    assertThat(ShellWords.quoted("")).isEqualTo("''");
  }

  @Test
  void a_shell_reads_the_words_as_they_were() throws IOException {
    List<String> words =
        List.of("a b", "", "'", "it''s", "$(x) `y` \\ \"z\"", "two\nlines", "!#&;|<>*?[~");
    String line = String.join(" ", words.stream().map(ShellWords::quoted).toList());
    Process shell = new ProcessBuilder("sh", "-c", "printf '%s\\0' " + line).start();
    shell.getOutputStream().close();
    String read = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(read).isEqualTo(String.join("\0", words) + "\0");
  }

  @Test
  void resuming_names_the_job_if_it_was_not_named() {
    assertThat(
            ShellWords.resume(
                List.of("run", "-p", "2", "--", "echo", "a b"), Optional.of(new JobName("run-1"))))
        .isEqualTo("gleaner run --job run-1 -p 2 -- echo 'a b'");
    assertThat(ShellWords.resume(List.of("run", "--job", "j", "--", "true"), Optional.empty()))
        .isEqualTo("gleaner run --job j -- true");
  }

  @Test
  void resuming_does_not_take_the_command_for_the_subcommand() {
    assertThat(ShellWords.resume(List.of("run", "--", "run"), Optional.empty()))
        .isEqualTo("gleaner run -- run");
    assertThat(ShellWords.resume(List.of(), Optional.empty())).isEqualTo("gleaner run");
  }
}
