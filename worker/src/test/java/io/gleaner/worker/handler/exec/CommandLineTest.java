package io.gleaner.worker.handler.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gleaner.failure.ErrorKind;
import io.gleaner.failure.GleanerException;
import io.gleaner.item.Bytes;
import io.gleaner.worker.handler.Assignment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandLineTest {
  private static final Assignment ASSIGNMENT =
      new Assignment("job", 41, 1, 7, 3, Bytes.utf8("a/b.c"));

  @Test
  void withoutAReplacementStringTheItemIsTheLastArgument() {
    assertThat(words(false, "echo", "-n")).containsExactly("echo", "-n", "a/b.c");
  }

  @Test
  void withAReplacementStringNothingIsAppended() {
    assertThat(words(false, "echo", "{#}")).containsExactly("echo", "42");
  }

  @Test
  void onStandardInputNothingIsAppendedButWhatIsWrittenIsReplaced() {
    assertThat(words(true, "cat", "-")).containsExactly("cat", "-");
    assertThat(words(true, "cat", "{/}-{%}")).containsExactly("cat", "b.c-3");
  }

  @Test
  void replacementStringsStandAnywhereAndMoreThanOnce() {
    assertThat(words(false, "echo", "x{}y{.}{.}", "{/}={//}={/.}", "{#}{%}"))
        .containsExactly("echo", "xa/b.cya/ba/b", "b.c=a=b", "423");
  }

  @Test
  void whatOnlyLooksLikeOneIsText() {
    assertThat(words(false, "echo", "{ }", "{..}", "{{}}", "{}}", "{{/}", "{"))
        .containsExactly("echo", "{ }", "{..}", "{a/b.c}", "a/b.c}", "{b.c", "{");
  }

  @Test
  void anItemIsNeverReadForReplacementStrings() {
    Assignment odd = new Assignment("job", 0, 1, 1, 1, Bytes.utf8("{#}{}"));
    CommandLine line = CommandLine.resolve(bytes("echo", "{}-{}"), false);
    assertThat(line.words(odd).get(1).text()).isEqualTo("{#}{}-{#}{}");
  }

  @Test
  void theCommandWordMayHaveAReplacementString() {
    CommandLine line = CommandLine.resolve(bytes("{}"), false);
    assertThat(line.program(Bytes.utf8("sh")).text()).endsWith("/sh");
    assertConfiguration(() -> line.program(Bytes.utf8("no-such-command")))
        .hasMessageContaining("no-such-command");
  }

  @Test
  void noCommandIsRefused() {
    assertConfiguration(() -> CommandLine.resolve(List.of(), false))
        .hasMessage("no command was given");
    assertConfiguration(() -> CommandLine.resolve(bytes(""), false))
        .hasMessage("the command is empty");
  }

  @Test
  void aCommandThatIsNotInPathIsRefusedWithBothNamed() {
    assertConfiguration(() -> CommandLine.resolve(bytes("no-such-command"), false))
        .hasMessageStartingWith("there is no command no-such-command in PATH (")
        .hasMessageContaining(System.getenv("PATH"));
  }

  @Test
  void aPathThatCannotBeExecutedIsRefused(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("data"), "no program");
    assertConfiguration(() -> CommandLine.resolve(bytes(file.toString()), false))
        .hasMessageContaining(file + " is not executable");
    assertConfiguration(() -> CommandLine.resolve(bytes(folder.toString()), false))
        .hasMessageContaining(folder + " is a directory");
    assertConfiguration(() -> CommandLine.resolve(bytes(folder + "/absent"), false))
        .hasMessageContaining(folder + "/absent does not exist");
  }

  private static AbstractThrowableAssert<?, ?> assertConfiguration(ThrowingCallable call) {
    return assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            GleanerException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.CONFIGURATION));
  }

  private static List<String> words(boolean stdin, String... words) {
    return CommandLine.resolve(bytes(words), stdin).words(ASSIGNMENT).stream()
        .map(Bytes::text)
        .toList();
  }

  private static List<Bytes> bytes(String... words) {
    return Stream.of(words).map(Bytes::utf8).toList();
  }
}
