package io.gleaner.worker.runtime;

import io.gleaner.ledger.redis.RedisProcess;
import io.gleaner.servers.RabbitServer;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** A broker and a Redis for all tests of a class, and a Job of its own for each. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 5, unit = TimeUnit.MINUTES)
abstract class OnRealServers {
  static final Duration CONSUMER_TIMEOUT = Duration.ofSeconds(1);

  private @Nullable RabbitServer broker;
  private @Nullable RedisProcess redis;
  private @Nullable RealJob opened;

  /**
   * A server that takes a message from who holds it for longer than {@link #CONSUMER_TIMEOUT}, in
   * Jobs whose name begins with "long".
   */
  protected abstract RabbitServer startBroker();

  @BeforeAll
  void startServers() {
    broker = startBroker();
    redis = RedisProcess.start();
  }

  @AfterAll
  void stopServers() {
    if (broker != null) {
      broker.close();
    }
    if (redis != null) {
      redis.close();
    }
  }

  @AfterEach
  void close() {
    if (opened != null) {
      opened.close();
    }
  }

  /** Opens this test's Job. */
  final void open(String kind) {
    open(kind, false);
  }

  /** Opens this test's Job, with or without backup attempts. */
  final void open(String kind, boolean speculate) {
    opened =
        new RealJob(
            kind + "-" + Long.toHexString(System.nanoTime()),
            Objects.requireNonNull(broker).uri(),
            Objects.requireNonNull(redis).uri(),
            speculate);
  }

  final RealJob job() {
    return Objects.requireNonNull(opened);
  }

  static void until(Callable<Boolean> condition) {
    Awaitility.await().atMost(Duration.ofMinutes(1)).until(condition);
  }
}
