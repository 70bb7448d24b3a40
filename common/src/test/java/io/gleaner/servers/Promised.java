package io.gleaner.servers;

import java.util.Arrays;
import org.junit.jupiter.api.Assumptions;

/** What the build promises its tests: GLEANER_TEST_BACKENDS, a list of words. */
public final class Promised {
  private static final String BACKENDS = "GLEANER_TEST_BACKENDS";

  private Promised() {}

  /** Skips the test, or fails it if the build has promised this backend. */
  public static void missing(String backend, String why) {
    String promised = System.getenv().getOrDefault(BACKENDS, "");
    if (Arrays.asList(promised.split(",", -1)).contains(backend)) {
      throw new AssertionError(BACKENDS + " promises " + backend + ", but " + why);
    }
    Assumptions.abort("skipped: " + why);
  }
}
