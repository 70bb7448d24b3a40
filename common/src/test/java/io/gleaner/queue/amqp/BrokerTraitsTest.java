package io.gleaner.queue.amqp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BrokerTraitsTest {
  private static final QueueNames NAMES = QueueNames.of("job");

  @ParameterizedTest(name = "RabbitMQ {0}: quorum timeout {1}, classic {2}, strategy {3}")
  @CsvSource({
    "3.8.9,             ,    ,  ",
    "3.9.29,            ,    ,  ",
    "3.10.8,            ,    , x",
    "3.11.28,           ,    , x",
    "3.12.0,           x,   x, x",
    "3.13.7+1.g0ff,    x,   x, x",
    "4.0.5,            x,   x, x",
    "4.2.0-rc.1,       x,   x, x",
    "4.3.0,            x,    , x",
    "10.0,             x,    , x",
    "unreadable,       x,    , x",
  })
  void argumentsFollowTheVersion(
      String version, String quorumTimeout, String classicTimeout, String strategy) {
    BrokerTraits traits = rabbit(version);
    Map<String, Object> quorum = traits.itemsArguments(QueueType.QUORUM, NAMES);
    Map<String, Object> classic = traits.itemsArguments(QueueType.CLASSIC, NAMES);
    assertThat(quorum.get("x-delivery-limit")).isEqualTo(1_000_000_000);
    assertThat(classic).doesNotContainKey("x-delivery-limit");
    assertThat(quorum.containsKey("x-consumer-timeout")).isEqualTo(quorumTimeout != null);
    assertThat(classic.containsKey("x-consumer-timeout")).isEqualTo(classicTimeout != null);
    assertThat(quorum.containsKey("x-dead-letter-strategy")).isEqualTo(strategy != null);
    assertThat(classic).doesNotContainKeys("x-dead-letter-strategy", "x-overflow");
  }

  @Test
  void rabbitKeepsWhatAPolicyGivesUpOn() {
    assertThat(rabbit("3.10.8").itemsArguments(QueueType.QUORUM, NAMES))
        .isEqualTo(
            Map.of(
                "x-queue-type", "quorum",
                "x-delivery-limit", 1_000_000_000,
                "x-dead-letter-exchange", "",
                "x-dead-letter-routing-key", "gleaner.job.returned",
                "x-dead-letter-strategy", "at-least-once",
                "x-overflow", "reject-publish"));
  }

  @Test
  void theConsumerTimeoutIsTenYears() {
    assertThat(rabbit("4.0.5").companionArguments(QueueType.CLASSIC))
        .isEqualTo(Map.of("x-queue-type", "classic", "x-consumer-timeout", 315_360_000_000L));
  }

  @Test
  void companionsHaveNoDeadLetterQueue() {
    assertThat(rabbit("4.0.5").companionArguments(QueueType.QUORUM))
        .containsOnlyKeys("x-queue-type", "x-delivery-limit", "x-consumer-timeout");
  }

  @Test
  void anotherServerGetsNoArguments() {
    // Qpid's table of capabilities is null.
    Map<String, Object> qpid = new HashMap<>(Map.of("product", "qpid", "version", "10.1.0"));
    qpid.put("capabilities", null);
    for (Map<String, Object> properties : List.of(qpid, Map.<String, Object>of())) {
      BrokerTraits traits = BrokerTraits.of(properties);
      assertThat(traits.rabbit()).isFalse();
      assertThat(traits.itemsArguments(QueueType.QUORUM, NAMES)).isEmpty();
      assertThat(traits.companionArguments(QueueType.QUORUM)).isEmpty();
    }
  }

  private static BrokerTraits rabbit(String version) {
    return BrokerTraits.of(Map.of("product", "RabbitMQ", "version", version));
  }
}
