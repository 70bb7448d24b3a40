package io.gleaner.ledger.redis;

import io.gleaner.servers.RedisContainer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The contract, and the scripts against the rules, on Redis 8 in a container: the barrier is
 * WAITAOF there.
 */
class Redis8ContainerIT extends RedisLedgerContract {
  private static final int SEEDS = 30;

  private static @Nullable RedisContainer server;

  Redis8ContainerIT() {
    super(server().uri());
  }

  @BeforeAll
  static void startServer() {
    server = RedisContainer.start();
  }

  @AfterAll
  static void stopServer() {
    if (server != null) {
      server.close();
    }
  }

  @Test
  void everyReplyAndTheWholeStateAreThoseOfTheRules() {
    try (ScriptReplay replay = new ScriptReplay(server().uri())) {
      replay.replay(2_000, SEEDS, RedisLedgerIT.kinds());
    }
  }

  private static RedisContainer server() {
    if (server == null) {
      throw new IllegalStateException("not started");
    }
    return server;
  }
}
