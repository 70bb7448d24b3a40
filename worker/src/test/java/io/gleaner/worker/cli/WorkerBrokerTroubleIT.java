package io.gleaner.worker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.ledger.JobSummary;
import io.gleaner.ledger.redis.RedisProcess;
import io.gleaner.servers.RabbitContainer;
import io.gleaner.worker.runtime.RealJob;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the command worker does where the broker refuses its user, or runs low on something. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class WorkerBrokerTroubleIT {
  private static final String PASSWORD = "secret-word";
  private static final int ITEMS = 5;

  private static @Nullable RabbitContainer broker;
  private static @Nullable RedisProcess redis;

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final StringWriter err = new StringWriter();
  private final String name = "trouble-" + Long.toHexString(System.nanoTime());
  private @Nullable RealJob opened;

  @BeforeAll
  static void start() {
    broker = RabbitContainer.start(RabbitContainer.Image.V4_3);
    redis = RedisProcess.start();
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

  @BeforeEach
  void open() {
    opened = new RealJob(name, broker().uri(), Objects.requireNonNull(redis).uri());
  }

  @AfterEach
  void close() {
    threads.shutdownNow();
    job().close();
  }

  @Test
  void aUserWhoMayNotReadTheQueueIsToldSoAndTheWorkerExitsWith2() {
    job().fill(ITEMS);
    assertThat(work(user("reader", ".*", ".*", "^$"))).isEqualTo(2);
    assertToldToPermit("reader", "no read permission to consume from the queue gleaner." + name);
    assertThat(job().admin().depth().items()).isEqualTo(ITEMS);
  }

  @Test
  void aUserWhoMayNotSetMessagesAsideIsToldSoAndNothingIsLost() {
    job().publishForeign("stray");
    job().fill(ITEMS);
    assertThat(work(user("writer", ".*", "^$", ".*"))).isEqualTo(2);
    assertToldToPermit(
        "writer", "no write permission to set a message aside in the queue gleaner." + name);
    Awaitility.await().until(() -> job().admin().depth().items() + done() == ITEMS + 1L);
  }

  @Test
  void aUserWithoutTheVirtualHostIsToldSoAndTheWorkerExitsWith2() {
    broker().ctl("add_user", "stranger", PASSWORD);
    assertThat(work(broker().uri("stranger", PASSWORD))).isEqualTo(2);
    assertToldToPermit("stranger", "has no virtual host / that the user stranger may use");
  }

  @Test
  void aUserWithTooManyConnectionsMayComeAgain() {
    String crowded = user("crowded", ".*", ".*", ".*");
    broker().ctl("set_user_limits", "crowded", "{\"max-connections\": 0}");
    assertThat(work(crowded)).isEqualTo(1);
    assertThat(said()).contains("takes no more connections").doesNotContain(PASSWORD);
  }

  @Test
  void underAnAlarmItWorksOnAndSetsMessagesAsideWhenThatIsOver() throws Exception {
    job().publishForeign("stray");
    job().publishForeign("another");
    job().fill(ITEMS);
    broker().ctl("set_vm_memory_high_watermark", "0");
    try {
      Callable<Integer> work = () -> work(broker().uri());
      Future<Integer> exit = threads.submit(work);
      Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> done() == ITEMS);
      assertThat(job().admin().depth().foreign()).isZero();
      broker().ctl("set_vm_memory_high_watermark", "0.6");
      Awaitility.await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> job().admin().depth().foreign() == 2);
      job().seal();
      assertThat(exit.get()).as("%s", said()).isZero();
      assertThat(job().admin().depth().foreign()).isEqualTo(2);
    } finally {
      broker().ctl("set_vm_memory_high_watermark", "0.6");
    }
  }

  private int work(String uri) {
    String[] words = {
      "--job",
      name,
      "--broker",
      uri,
      "--ledger",
      Objects.requireNonNull(redis).uri().toString(),
      "--",
      "true"
    };
    return WorkerMain.execute(Map.of(), new PrintWriter(err, true), words);
  }

  private static String user(String user, String configure, String write, String read) {
    broker().ctl("add_user", user, PASSWORD);
    broker().ctl("set_permissions", user, configure, write, read);
    return broker().uri(user, PASSWORD);
  }

  private void assertToldToPermit(String user, String what) {
    assertThat(said())
        .startsWith("gleaner worker: ")
        .contains(what)
        .contains("rabbitmqctl set_permissions -p '/' '" + user + "'")
        .doesNotContain("\tat ")
        .doesNotContain(PASSWORD);
    assertThat(said().lines()).hasSize(1);
  }

  private long done() {
    return job().summary().map(JobSummary::done).orElse(0L);
  }

  private String said() {
    return err.toString();
  }

  private RealJob job() {
    return Objects.requireNonNull(opened);
  }

  private static RabbitContainer broker() {
    return Objects.requireNonNull(broker);
  }
}
