package io.gleaner.ledger.redis;

import io.gleaner.ledger.Backup;
import io.gleaner.ledger.ClaimOutcome;
import io.gleaner.ledger.CommitOutcome;
import io.gleaner.ledger.LedgerReply;
import io.gleaner.ledger.LedgerRequest;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The contract, and the scripts against the rules, on the server that GLEANER_TEST_LEDGER names.
 */
class RedisLedgerIT extends RedisLedgerContract {
  private static final int SEEDS = 200;

  RedisLedgerIT() {
    super(TestServers.ledger(System.getenv()));
  }

  @Test
  void everyReplyAndTheWholeStateAreThoseOfTheRules() {
    try (ScriptReplay replay = new ScriptReplay(TestServers.ledger(System.getenv()))) {
      replay.replay(1_000, SEEDS, kinds());
    }
  }

  /**
   * Every kind of request, reply and outcome: a replay that missed one has shown nothing about it.
   */
  static String[] kinds() {
    Stream<Class<?>> parents =
        Stream.of(
            LedgerRequest.class,
            LedgerReply.class,
            ClaimOutcome.class,
            CommitOutcome.class,
            Backup.class);
    return Stream.concat(
            parents
                .flatMap(parent -> Stream.of(parent.getPermittedSubclasses()))
                .map(Class::getSimpleName),
            Stream.of("first DONE", "second DONE", "first FAILED", "second FAILED"))
        .toArray(String[]::new);
  }
}
