package io.gleaner.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.servers.RabbitContainer;
import io.gleaner.servers.RedisContainer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a person reads whom the broker refuses. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class BrokerPermissionsIT {
  private static final int ITEMS = 20;

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

  @ParameterizedTest(name = "may not {0}")
  @CsvSource({
    "configure, ^$, .*, .*",
    "write, .*, ^$, .*",
    "read, .*, .*, ^$",
  })
  void aUserWithoutAPermissionIsToldWhichInASentence(
      String missing, String configure, String write, String read) {
    String user = "without-" + missing;
    broker().ctl("add_user", user, "secret-word");
    broker().ctl("set_permissions", user, configure, write, read);
    assertThat(fill(broker().uri(user, "secret-word"))).as("%s", said()).isEqualTo(2);
    assertThat(said())
        .startsWith("gleaner: ")
        .contains("user '" + user + "'", missing + " access", "set_permissions")
        .doesNotContain("\tat ")
        .doesNotContain("secret-word")
        .doesNotContain("internal error");
  }

  /** The patterns of docs/security.md and compose/make-secrets, whole and with one left out. */
  @ParameterizedTest(name = "configure {0}, write {1}, read {2}")
  @CsvSource({
    "^gleaner\\., ^amq\\.default$, ^gleaner\\., 0",
    "^$, ^amq\\.default$, ^gleaner\\., 2",
    "^gleaner\\., ^gleaner\\., ^gleaner\\., 2",
    "^gleaner\\., ^amq\\.default$, ^$, 2",
  })
  void theDocumentedPatternsAreEnoughAndEachIsNeeded(
      String configure, String write, String read, int code) {
    String user = "limited-" + Long.toHexString(System.nanoTime());
    broker().ctl("add_user", user, "secret-word");
    broker().ctl("set_permissions", user, configure, write, read);
    assertThat(fill(broker().uri(user, "secret-word"))).as("%s", said()).isEqualTo(code);
  }

  @Test
  void aUserWithoutTheVirtualHostIsToldSo() {
    broker().ctl("add_user", "stranger", "secret-word");
    assertThat(fill(broker().uri("stranger", "secret-word"))).isEqualTo(2);
    assertThat(said()).contains("virtual host", "stranger").doesNotContain("secret-word");
  }

  private int fill(String uri) {
    String items = "item\n".repeat(ITEMS);
    Surroundings around =
        new Surroundings(
            Map.of("XDG_STATE_HOME", home.toString(), "HOME", home.toString()),
            new ByteArrayInputStream(items.getBytes(StandardCharsets.UTF_8)),
            new ByteArrayOutputStream(),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    String job = "trouble-" + Long.toHexString(System.nanoTime());
    String ledger = Objects.requireNonNull(redis).uri().toString();
    return GleanerMain.run(
        new String[] {"fill", "--job", job, "--broker", uri, "--ledger", ledger}, around);
  }

  private String said() {
    return err.toString(StandardCharsets.UTF_8);
  }

  private static RabbitContainer broker() {
    return Objects.requireNonNull(broker);
  }
}
