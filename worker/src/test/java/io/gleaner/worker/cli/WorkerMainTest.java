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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkerMainTest {
  @TempDir Path home;
  private final StringWriter err = new StringWriter();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "--job j --bogus -- true|--bogus",
        "-- true|Missing required option: '--job=NAME'",
        "--job A_b -- true|A_b",
        "--job j|Give a command after --",
        "--job j --concurrency many -- true|--concurrency",
        "--job j --concurrency 0 -- true|--concurrency must be between 1 and 1000, not 0.",
        "--job j --concurrency 1001 -- true|--concurrency must be between 1 and 1000, not 1001.",
        "--job j --drain soon -- true|'soon' is not a duration",
        "--job j --grace 2 -- true|'2' is not a duration",
        "--job j --item-timeout 5x -- true|'5x' is not a duration",
        "--job j --max-result lots -- true|'lots' is not a number of bytes",
        "--job j --max-result 0 -- true|--max-result must be between 1 byte and 1 GiB.",
        "--job j --max-result 2g -- true|--max-result must be between 1 byte and 1 GiB.",
        "--job j --max-items 0 -- true|--max-items must be at least 1, not 0.",
        "--job j --max-items 1 --completions 0 -- true|--completions must be at least 1, not 0.",
        "--job j --completions 3 -- true|give --max-items too",
        "--job j --handler-classpath x.jar -- true|not both",
        "--job j --handler other -- true|needs --handler-classpath; a command can be --handler stream.",
        "--job j --handler stream --stdin -- true|the items come on standard input anyway",
        "--job j --handler stream|What shall run for each item?",
        "--job j --handler stream -- no-such-command-here|no-such-command-here",
        "--job j --command-file no/such/file|The command file no/such/file cannot be read",
        "--job j -- no-such-command-here|no-such-command-here",
        "--job j -- true|No servers for Job 'j'",
        "--job j --broker amqp://h -- true|Only the broker is configured",
        "--job j --broker nonsense --ledger redis://h -- true|--broker"
      })
  void wrongUsageIsToldInASentenceAndExitsWith2(String line, String sentence) {
    assertThat(run(line.split(" ", -1))).isEqualTo(2);
    assertThat(err.toString())
        .startsWith("gleaner worker: ")
        .contains(sentence)
        .doesNotContain("\tat ")
        .doesNotContain("Exception");
    assertThat(err.toString().lines()).hasSizeLessThanOrEqualTo(2);
  }

  @Test
  void aCommandThatIsNoProgramIsWrongUsage() throws IOException {
    Path file = Files.createFile(home.resolve("notes.txt"));
    assertThat(run("--job", "j", "--", file.toString())).isEqualTo(2);
    assertThat(err.toString()).contains(file.toString()).doesNotContain("\tat ");
  }

  @Test
  void aWordOfTheCommandThatNamesAFileIsNotReplacedByItsText() throws IOException {
    Path file = Files.writeString(home.resolve("data"), "--bogus");
    assertThat(run("--job", "j", "@" + file, "--", "true")).isEqualTo(2);
    assertThat(err.toString()).doesNotContain("--bogus");
  }

  @Test
  void verboseShowsWhereAnErrorCameFrom() {
    assertThat(run("--job", "j", "--verbose", "--concurrency", "0", "--", "true")).isEqualTo(2);
    assertThat(err.toString()).contains("\tat ");
  }

  @Test
  void aServerThatCannotBeReachedIsWorthANewStart() {
    assertThat(
            run(
                "--job",
                "j",
                "--broker",
                "amqp://127.0.0.1:1",
                "--ledger",
                "redis://127.0.0.1:1",
                "--",
                "true"))
        .isEqualTo(1);
    assertThat(err.toString()).contains("127.0.0.1:1").doesNotContain("\tat ");
  }

  @Test
  void whatItSaysLastIsAlsoInTheTerminationLog() throws IOException {
    run("--job", "j", "--concurrency", "0", "--", "true");
    assertThat(lastWord()).hasContent("--concurrency must be between 1 and 1000, not 0.");
    run("--job", "j", "--bogus", "--", "true");
    assertThat(lastWord()).content().contains("--bogus").doesNotContain("--concurrency");
  }

  private Path lastWord() {
    return home.resolve("termination-log");
  }

  private int run(String... args) {
    Map<String, String> env =
        Map.of(
            "XDG_STATE_HOME",
            home.toString(),
            "HOME",
            home.toString(),
            "GLEANER_TERMINATION_LOG",
            lastWord().toString());
    return WorkerMain.execute(env, new PrintWriter(err, true), args);
  }
}
