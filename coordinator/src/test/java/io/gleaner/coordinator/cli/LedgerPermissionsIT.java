package io.gleaner.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.servers.RabbitContainer;
import io.gleaner.servers.RedisContainer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a Redis user of Gleaner may do: as compose/make-secrets says, and one thing less. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class LedgerPermissionsIT {
  private static final Pattern COMMANDS = Pattern.compile("redis_commands=\"([^\"]+)\"");

  private static @Nullable RabbitContainer broker;
  private static @Nullable RedisContainer redis;

  @TempDir Path home;
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @BeforeAll
  static void start() {
    broker = RabbitContainer.start(RabbitContainer.Image.V4_3);
    redis = RedisContainer.start();
  }

  @AfterAll
  static void stop() {
    if (broker != null) {
      broker.close();
    }
    if (redis != null) {
      redis.close();
    }
  }

  @Test
  void whatIsDocumentedIsEnough() throws IOException {
    String user = user("~gleaner:*", "&gleaner:*", commands());
    assertThat(gleaner(user, "fill", "--job", "allowed")).as("%s", said()).isZero();
    assertThat(gleaner(user, "status", "allowed")).as("%s", said()).isZero();
    assertThat(gleaner(user, "delete", "allowed")).as("%s", said()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"evalsha", "script|load", "subscribe", "info", "waitaof", "hset"})
  void whatIsLeftOutIsNamedInASentence(String command) throws IOException {
    List<String> less = commands();
    assertThat(less.remove("+" + command)).isTrue();
    String user = user("~gleaner:*", "&gleaner:*", less);
    refused(gleaner(user, "fill", "--job", "less-" + command.replace('|', '-')));
  }

  @Test
  void otherKeysAndChannelsAreRefused() throws IOException {
    refused(gleaner(user("~other:*", "&gleaner:*", commands()), "fill", "--job", "keys"));
    refused(gleaner(user("~gleaner:*", "&other:*", commands()), "fill", "--job", "channels"));
  }

  private void refused(int code) {
    assertThat(code).as("%s", said()).isEqualTo(2);
    assertThat(said())
        .startsWith("gleaner: ")
        .contains("does not permit", "docs/security.md")
        .doesNotContain("\tat ")
        .doesNotContain("secret-word");
  }

  private static List<String> commands() throws IOException {
    Matcher list = COMMANDS.matcher(Files.readString(Path.of("../compose/make-secrets")));
    assertThat(list.find()).isTrue();
    return new ArrayList<>(List.of(list.group(1).replace("\\\n", " ").strip().split("\\s+")));
  }

  private static String user(String keys, String channels, List<String> commands) {
    String name = "limited-" + Long.toHexString(System.nanoTime());
    List<String> words = new ArrayList<>(List.of("ACL", "SETUSER", name, "on", ">secret-word"));
    words.addAll(List.of("resetkeys", keys, "resetchannels", channels, "-@all"));
    words.addAll(commands);
    redis().cli(words.toArray(String[]::new));
    return name;
  }

  private int gleaner(String user, String... words) {
    Surroundings around =
        new Surroundings(
            Map.of("XDG_STATE_HOME", home.toString(), "HOME", home.toString()),
            new ByteArrayInputStream("item\n".repeat(5).getBytes(StandardCharsets.UTF_8)),
            new ByteArrayOutputStream(),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--broker", Objects.requireNonNull(broker).uri()));
    all.addAll(List.of("--ledger", redis().uri(user, "secret-word").toString()));
    return GleanerMain.run(all.toArray(String[]::new), around);
  }

  private String said() {
    return err.toString(StandardCharsets.UTF_8);
  }

  private static RedisContainer redis() {
    return Objects.requireNonNull(redis);
  }
}
