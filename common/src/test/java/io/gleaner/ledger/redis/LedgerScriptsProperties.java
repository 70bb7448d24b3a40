package io.gleaner.ledger.redis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The scripts do what the rules say, on the Redis that the tests bring along. */
class LedgerScriptsProperties {
  private static final int SEEDS = 40;

  @Test
  void everyReplyAndTheWholeStateAreThoseOfTheRules() {
    try (RedisProcess redis = RedisProcess.start("--appendfsync", "everysec");
        ScriptReplay replay = new ScriptReplay(redis.uri())) {
      for (long seed = 1; seed <= SEEDS; seed++) {
        replay.replay(seed);
      }
      assertThat(replay.seen()).containsKeys(RedisLedgerIT.kinds());
    }
  }
}
