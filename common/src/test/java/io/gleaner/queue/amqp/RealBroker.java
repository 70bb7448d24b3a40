package io.gleaner.queue.amqp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.jspecify.annotations.Nullable;

/** The real broker that a build may promise its tests. */
final class RealBroker {
  private RealBroker() {}

  /** Its address. Without one the test is skipped, or fails if the build promised servers. */
  static String uri() {
    @Nullable String uri = System.getenv("GLEANER_TEST_BROKER");
    String backends = String.valueOf(System.getenv("GLEANER_TEST_BACKENDS"));
    boolean given = uri != null && !uri.isEmpty();
    if (backends.contains("servers")) {
      assertThat(given)
          .as("GLEANER_TEST_BACKENDS promises servers, but GLEANER_TEST_BROKER is not set")
          .isTrue();
    }
    assumeTrue(given, "no real broker: GLEANER_TEST_BROKER=amqp://… is not set");
    return String.valueOf(uri);
  }
}
