package io.gleaner.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gleaner.failure.ErrorKind;
import io.gleaner.failure.GleanerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndpointsTest {
  private static final String LEDGER = "redis://:lp@ledger:6379";
  private static final String BROKER = "amqp://u:bp@broker:5672";

  @TempDir Path folder;

  @Test
  void neither_given_means_the_embedded_servers() {
    assertThat(Endpoints.find(EndpointOptions.NONE, Map.of("HOME", "/home/me"))).isEmpty();
  }

  @Test
  void an_empty_variable_counts_as_not_set() {
    Map<String, String> env =
        Map.of(
            "GLEANER_BROKER", "",
            "GLEANER_LEDGER", "",
            "GLEANER_BROKER_FILE", "",
            "GLEANER_LEDGER_FILE", "");
    assertThat(Endpoints.find(EndpointOptions.NONE, env)).isEmpty();
  }

  /** Each row takes away the source that won in the row before it. */
  @ParameterizedTest(name = "given {0}: {1} wins")
  @CsvSource({
    "option file env env-file, option",
    "file env env-file, file",
    "env env-file, env",
    "env-file, env-file"
  })
  void option_goes_before_file_before_variable_before_variable_of_a_file(
      String given, String winner) throws IOException {
    boolean option = given.startsWith("option");
    boolean file = given.contains("file env") || given.startsWith("file");
    Map<String, String> env = new HashMap<>();
    if (given.contains("env ")) {
      env.put("GLEANER_BROKER", "amqp://env");
      env.put("GLEANER_LEDGER", "redis://env");
    }
    env.put("GLEANER_BROKER_FILE", write("b-env", "amqp://env-file").toString());
    env.put("GLEANER_LEDGER_FILE", write("l-env", "redis://env-file").toString());
    Path brokerFile = write("b", "amqp://file");
    Path ledgerFile = write("l", "redis://file");

    Endpoints found =
        find(
            new EndpointOptions(
                option ? "amqp://option" : null,
                option ? "redis://option" : null,
                file ? brokerFile : null,
                file ? ledgerFile : null),
            env);

    assertThat(found.broker()).hasHost(winner);
    assertThat(found.ledger()).hasHost(winner);
  }

  @Test
  void the_two_may_come_from_different_sources() throws IOException {
    Path file = write("ledger", LEDGER + "\n");
    Endpoints found =
        find(new EndpointOptions(null, null, null, file), Map.of("GLEANER_BROKER", BROKER));
    assertThat(found).isEqualTo(Endpoints.of(BROKER, LEDGER));
  }

  @Test
  void encrypted_servers_and_a_virtual_host_are_allowed() {
    Endpoints found = find(options("amqps://u:p@b/jobs", "rediss://:p@l:1/2"), Map.of());
    assertThat(found.broker()).hasScheme("amqps").hasPath("/jobs");
    assertThat(found.ledger()).hasScheme("rediss").hasPath("/2");
  }

  @Test
  void a_trailing_newline_of_a_file_is_not_a_part_of_the_uri() throws IOException {
    Path broker = write("broker", BROKER + "\r\n");
    Path ledger = write("ledger", LEDGER + "\n\n");
    assertThat(find(new EndpointOptions(null, null, broker, ledger), Map.of()))
        .isEqualTo(Endpoints.of(BROKER, LEDGER));
  }

  @Test
  void one_of_the_two_alone_is_an_error_that_says_which_is_missing() {
    assertRefused(() -> find(options(BROKER, null), Map.of()))
        .hasMessageStartingWith("Only the broker is configured, the ledger is not")
        .hasMessageContaining("--ledger redis://…")
        .hasMessageContaining("GLEANER_LEDGER");
    assertRefused(() -> find(EndpointOptions.NONE, Map.of("GLEANER_LEDGER", LEDGER)))
        .hasMessageStartingWith("Only the ledger is configured, the broker is not")
        .hasMessageContaining("--broker amqp://…")
        .hasMessageContaining("GLEANER_BROKER");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "http://u:hunter2@host, has the wrong scheme",
    "hunter2, has the wrong scheme",
    "redis://:hunter2@host, has the wrong scheme",
    "amqp:hunter2, names no host",
    "amqp://, is not a URI",
    "amqp:///hunter2, names no host",
    "amqp://u:hunter2@, names no valid host",
    "amqp://u:hunter2@my_host, names no valid host",
    "amqp://u:hunter2@host:port, names no valid host",
    "amqp://u:hunter2@host:0, between 1 and 65535",
    "amqp://u:hunter2@host:65536, between 1 and 65535",
    "amqp://u:hun ter2@host, is not a URI",
    "amqp://u:hun%ter2@host, is not a URI",
    "amqp://u:hunter2@x@host, percent-encoded",
    "amqp://u:hunter2/x@host, percent-encoded",
    "amqp://u:12/hunter2@host, percent-encoded",
    "amqp://u:12#hunter2@host, percent-encoded",
    "amqp://u:12?hunter2@host, percent-encoded",
    "'', is empty"
  })
  void what_is_no_uri_of_a_broker_is_refused_and_no_secret_shown(String text, String why) {
    assertRefused(() -> find(options(text, LEDGER), Map.of()))
        .hasMessageStartingWith("--broker ")
        .hasMessageContaining(why)
        .hasMessageContaining("amqp://user:password@host:port or amqps://…")
        .hasNoCause()
        .message()
        .doesNotContain("hun")
        .doesNotContain("ter2")
        .doesNotContain("12");
  }

  @Test
  void the_sentence_names_the_source_that_is_wrong() throws IOException {
    Path file = write("secret", "hunter2");
    assertRefused(() -> find(options(BROKER, "amqp://x"), Map.of()))
        .hasMessageStartingWith("--ledger has the wrong scheme")
        .hasMessageContaining("redis://user:password@host:port or rediss://…");
    assertRefused(() -> find(EndpointOptions.NONE, Map.of("GLEANER_BROKER", "x")))
        .hasMessageStartingWith("GLEANER_BROKER has the wrong scheme");
    assertRefused(() -> find(new EndpointOptions(null, null, file, null), Map.of()))
        .hasMessageStartingWith("The content of %s (--broker-file) has the".formatted(file));
    assertRefused(() -> find(EndpointOptions.NONE, Map.of("GLEANER_LEDGER_FILE", file.toString())))
        .hasMessageStartingWith("The content of %s (GLEANER_LEDGER_FILE) has".formatted(file));
  }

  @Test
  void a_file_that_cannot_be_read_is_named_with_the_option_that_named_it() throws IOException {
    Path missing = folder.resolve("missing");
    assertRefused(() -> find(new EndpointOptions(null, null, missing, null), Map.of()))
        .hasMessage("The file %s (--broker-file) does not exist.", missing);
    assertRefused(() -> find(EndpointOptions.NONE, Map.of("GLEANER_LEDGER_FILE", "/no/such")))
        .hasMessage("The file /no/such (GLEANER_LEDGER_FILE) does not exist.");
    assertRefused(() -> find(new EndpointOptions(null, null, folder, null), Map.of()))
        .hasMessageContaining("cannot be read");
    Path binary = folder.resolve("binary");
    Files.write(binary, new byte[] {(byte) 0xff, (byte) 0xfe});
    assertRefused(() -> find(new EndpointOptions(null, null, binary, null), Map.of()))
        .hasMessageContaining("cannot be read");
    Path large = write("large", "x".repeat(65 * 1024));
    assertRefused(() -> find(new EndpointOptions(null, null, large, null), Map.of()))
        .hasMessageContaining("too large");
    Path empty = write("empty", "\n");
    assertRefused(() -> find(new EndpointOptions(null, null, empty, null), Map.of()))
        .hasMessageContaining("(--broker-file) is empty");
  }

  @Test
  void neither_endpoints_nor_options_show_a_password() {
    Endpoints found =
        Endpoints.of("amqp://u:hunter2@b:5672/jobs?password=hunter2", "redis://hunter2@l:6379/0");
    assertThat(found)
        .hasToString("broker amqp://u:***@b:5672/jobs?***, ledger redis://***@l:6379/0");
    assertThat(options("amqp://u:hunter2@b", null).toString())
        .doesNotContain("hunter2")
        .contains("broker=given", "ledger=none");
    assertThat(Endpoints.of("amqp://b", "redis://l"))
        .hasToString("broker amqp://b, ledger redis://l");
  }

  private static EndpointOptions options(String broker, @Nullable String ledger) {
    return new EndpointOptions(broker, ledger, null, null);
  }

  private static Endpoints find(EndpointOptions options, Map<String, String> env) {
    return Endpoints.find(options, env).orElseThrow();
  }

  private static AbstractThrowableAssert<?, ?> assertRefused(ThrowingCallable call) {
    return assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            GleanerException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.CONFIGURATION));
  }

  private Path write(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }
}
