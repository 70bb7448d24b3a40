package io.gleaner.ledger.redis;

import java.net.URI;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/** Finds the Redis that the environment promises to the tests. */
final class TestServers {
  private static final String LEDGER = "GLEANER_TEST_LEDGER";
  private static final String BACKENDS = "GLEANER_TEST_BACKENDS";

  private TestServers() {}

  /**
   * The server's address; skips the test when none is named, and fails it when one was promised.
   */
  static URI ledger(Map<String, String> environment) {
    String uri = environment.get(LEDGER);
    if (uri != null) {
      return URI.create(uri);
    }
    boolean promised =
        Arrays.asList(environment.getOrDefault(BACKENDS, "").split(",", -1)).contains("servers");
    if (promised) {
      throw new AssertionError(BACKENDS + " promises servers, but " + LEDGER + " names none");
    }
    Assumptions.abort("skipped: " + LEDGER + " names no Redis (redis://…)");
    throw new AssertionError("abort returns never");
  }
}
