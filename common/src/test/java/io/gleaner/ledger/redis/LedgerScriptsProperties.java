package io.gleaner.ledger.redis;

import org.junit.jupiter.api.Test;

/** The scripts do what the rules say, on the Redis that the tests bring along. */
class LedgerScriptsProperties {
  private static final int SEEDS = 40;

  @Test
  void everyReplyAndTheWholeStateAreThoseOfTheRules() {
    try (RedisProcess redis = RedisProcess.start("--appendfsync", "everysec");
        ScriptReplay replay = new ScriptReplay(redis.uri())) {
      replay.replay(1, SEEDS, RedisLedgerIT.kinds());
    }
  }
}
