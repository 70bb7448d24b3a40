package io.gleaner.ledger.redis;

import org.junit.jupiter.api.AfterAll;

/** The contract on the Redis that the tests bring along. */
class EmbeddedRedisLedgerTest extends RedisLedgerContract {
  private static final RedisProcess REDIS = RedisProcess.start();

  EmbeddedRedisLedgerTest() {
    super(REDIS.uri());
  }

  @AfterAll
  static void stopServer() {
    REDIS.close();
  }
}
