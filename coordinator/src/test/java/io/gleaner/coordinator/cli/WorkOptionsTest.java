package io.gleaner.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gleaner.failure.ErrorKind;
import io.gleaner.failure.GleanerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class WorkOptionsTest {
  @TempDir Path folder;

  @BeforeEach
  void programs() throws IOException {
    Files.createFile(
        folder.resolve("program"),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    Files.createFile(
        folder.resolve("notes"),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r--r--")));
    Files.createDirectory(folder.resolve("folder"));
  }

  @Test
  void a_program_is_found_on_the_path_or_by_its_file() {
    assertThatCode(() -> check("program", "{}")).doesNotThrowAnyException();
    assertThatCode(() -> check(folder.resolve("program").toString())).doesNotThrowAnyException();
  }

  @Test
  void a_program_that_depends_on_the_item_is_looked_for_by_the_worker() {
    assertThatCode(() -> check("{}")).doesNotThrowAnyException();
    assertThatCode(() -> check("--", "no/such/{/}", "-x")).doesNotThrowAnyException();
  }

  @Test
  void a_java_handler_needs_no_command() {
    assertThatCode(() -> check("--handler-classpath", "x.jar")).doesNotThrowAnyException();
  }

  @Test
  void a_command_is_needed() {
    assertRefused("What shall run for each item? Give a command after --");
  }

  @Test
  void one_of_command_and_java_handler_is_enough() {
    assertRefused(
        "Give a command or --handler-classpath, not both",
        "--handler-classpath",
        "x.jar",
        "program");
  }

  @Test
  void a_stream_handler_is_a_command_that_is_given_items() {
    assertThatCode(() -> check("--handler", "stream", "program", "{}")).doesNotThrowAnyException();
    assertRefused("There is no command {x} on the PATH.", "--handler", "stream", "{x}");
    assertRefused("--handler other names a Java WorkHandler", "--handler", "other", "program");
    assertRefused(
        "--stdin is for a command that is started", "--handler", "stream", "--stdin", "program");
    assertRefused("What shall run for each item?", "--handler", "stream");
  }

  @Test
  void a_command_that_is_missing_is_told() {
    assertRefused("There is no command nowhere on the PATH.", "nowhere");
    assertRefused("There is no command no/where.", "no/where");
  }

  @ParameterizedTest
  @ValueSource(strings = {"notes", "folder"})
  void a_command_that_cannot_be_executed_is_told(String name) {
    String file = folder.resolve(name).toString();
    assertRefused("The command " + file + " is not an executable file", file);
    assertRefused("There is no command " + name + " on the PATH.", name);
  }

  @Test
  void without_a_path_nothing_is_on_it() {
    assertThatThrownBy(() -> parse("program").check(Map.of()))
        .hasMessageStartingWith("There is no command program on the PATH.");
  }

  @ParameterizedTest
  @CsvSource({
    "--concurrency=0,--concurrency must be between 1 and 1000",
    "--concurrency=-1,--concurrency must be between 1 and 1000",
    "--concurrency=1001,--concurrency must be between 1 and 1000",
    "--max-result=0,--max-result must be between 1 byte and 1 GiB.",
    "--max-result=2g,--max-result must be between 1 byte and 1 GiB."
  })
  void a_number_out_of_range_is_told(String option, String sentence) {
    assertRefused(sentence, option, "program");
  }

  @Test
  void the_workers_get_the_options_as_they_read_them() {
    WorkOptions options =
        parse("-c3", "--stdin", "--grace=1m", "--item-timeout=1h", "--max-result=64k", "program");
    assertThat(options.workerOptions())
        .containsExactly(
            "--concurrency=3",
            "--grace=60000ms",
            "--drain=5000ms",
            "--max-result=65536",
            "--stdin",
            "--item-timeout=3600000ms");
  }

  private void assertRefused(String sentence, String... args) {
    assertThatThrownBy(() -> check(args))
        .isInstanceOfSatisfying(
            GleanerException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.CONFIGURATION))
        .hasMessageStartingWith(sentence);
  }

  private void check(String... args) {
    parse(args).check(Map.of("PATH", folder.toString()));
  }

  private static WorkOptions parse(String... args) {
    Parsed parsed = new Parsed();
    new CommandLine(parsed).parseArgs(args);
    return parsed.work;
  }

  @Command
  private static final class Parsed {
    @Mixin private final WorkOptions work = new WorkOptions();
  }
}
