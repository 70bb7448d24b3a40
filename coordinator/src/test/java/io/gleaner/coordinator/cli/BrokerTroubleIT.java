package io.gleaner.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.servers.RabbitContainer;
import io.gleaner.servers.RedisContainer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a person reads while the broker runs low on something, or refuses the user. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class BrokerTroubleIT {
  private static final int ITEMS = 20;

  /**
   * Longer than anything waits for a broker that does not block publishers, but for its replies.
   */
  private static final Duration LONG_ALARM = Duration.ofSeconds(7);

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

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "set_vm_memory_high_watermark, 0, 0.6, low on memory",
    "set_disk_free_limit, 1000000000000000, 1000000, low on disk"
  })
  void fillingWaitsForAnAlarmToClearAndSaysSo(
      String limit, String low, String enough, String reason) throws Exception {
    ExecutorService threads = Executors.newSingleThreadExecutor();
    broker().ctl(limit, low);
    try {
      Future<Integer> exit = threads.submit(() -> fill(broker().uri()));
      awaitSaid("blocks publishers: " + reason + ". Publishing waits for it.");
      // The time itself is what must not matter.
      Awaitility.await()
          .during(LONG_ALARM)
          .atMost(LONG_ALARM.multipliedBy(3))
          .until(() -> !exit.isDone());
      assertThat(said()).doesNotContain("Trying again");
      broker().ctl(limit, enough);
      assertThat(exit.get()).as("%s", said()).isZero();
      assertThat(said()).contains("takes items again").contains("has 20 items and is sealed");
    } finally {
      broker().ctl(limit, enough);
      threads.shutdownNow();
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
        .contains("user '" + user + "'", missing + " access")
        .contains("rabbitmqctl set_permissions -p '/' '" + user + "'")
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
    assertThat(said())
        .contains("virtual host", "stranger", "set_permissions")
        .doesNotContain("secret-word");
  }

  @Test
  void anItemThatIsTooLargeForTheBrokerIsRefusedInASentence() {
    String items = "small\n" + "x".repeat(17 << 20) + "\n";
    assertThat(fill(broker().uri(), items, "--max-item", "32MiB")).as("%s", said()).isEqualTo(2);
    assertThat(said())
        .contains("takes no item as large as this", "max_message_size")
        .doesNotContain("\tat ");
  }

  private int fill(String uri) {
    return fill(uri, "item\n".repeat(ITEMS));
  }

  private int fill(String uri, String items, String... options) {
    Surroundings around =
        new Surroundings(
            Map.of("XDG_STATE_HOME", home.toString(), "HOME", home.toString()),
            new ByteArrayInputStream(items.getBytes(StandardCharsets.UTF_8)),
            new ByteArrayOutputStream(),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    String job = "trouble-" + Long.toHexString(System.nanoTime());
    String ledger = Objects.requireNonNull(redis).uri().toString();
    List<String> words =
        new ArrayList<>(List.of("fill", "--job", job, "--broker", uri, "--ledger", ledger));
    words.addAll(List.of(options));
    return GleanerMain.run(words.toArray(String[]::new), around);
  }

  private void awaitSaid(String words) {
    Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> said().contains(words));
  }

  private String said() {
    return err.toString(StandardCharsets.UTF_8);
  }

  private static RabbitContainer broker() {
    return Objects.requireNonNull(broker);
  }
}
