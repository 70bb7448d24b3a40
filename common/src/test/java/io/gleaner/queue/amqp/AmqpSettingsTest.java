package io.gleaner.queue.amqp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gleaner.failure.ErrorKind;
import io.gleaner.failure.GleanerException;
import io.gleaner.retry.Backoff;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AmqpSettingsTest {
  @Test
  void defaults() {
    AmqpSettings defaults = AmqpSettings.defaults();
    assertThat(defaults.heartbeat()).isEqualTo(Duration.ofSeconds(5));
    assertThat(defaults.connectTimeout()).isEqualTo(Duration.ofSeconds(10));
    assertThat(defaults.replyTimeout()).isEqualTo(Duration.ofSeconds(30));
    assertThat(defaults.confirmWindow()).isEqualTo(4_000);
  }

  @ParameterizedTest(name = "a lease of {0} s: a heartbeat of {1} s")
  @CsvSource({"3, 1", "5, 1", "6, 2", "14, 4", "15, 5", "600, 5"})
  void theHeartbeatIsAtMostAThirdOfTheLease(int lease, int heartbeat) {
    assertThat(AmqpSettings.forLease(Duration.ofSeconds(lease)).heartbeat())
        .isEqualTo(Duration.ofSeconds(heartbeat));
  }

  @Test
  void aLeaseTooShortForAnyHeartbeatIsRefused() {
    assertThatThrownBy(() -> AmqpSettings.forLease(Duration.ofMillis(2_999)))
        .isInstanceOfSatisfying(
            GleanerException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.CONFIGURATION))
        .hasMessageContaining("2999 ms");
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 0, 999, 61_000})
  void aHeartbeatCannotBeSwitchedOff(long millis) {
    AmqpSettings defaults = AmqpSettings.defaults();
    assertThatThrownBy(() -> defaults.withHeartbeat(Duration.ofMillis(millis)))
        .isInstanceOf(GleanerException.class);
  }

  @Test
  void timeoutsAndWindowMustBePositive() {
    AmqpSettings defaults = AmqpSettings.defaults();
    assertThatThrownBy(() -> defaults.withConnectTimeout(Duration.ZERO))
        .isInstanceOf(GleanerException.class);
    assertThatThrownBy(() -> defaults.withConfirmWindow(0)).isInstanceOf(GleanerException.class);
  }

  @Test
  void delaysDoubleUpToAMostAndLoseAtMostAHalf() {
    Backoff backoff = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(5));
    Random random = new Random(3);
    long[] most = {200, 400, 800, 1_600, 3_200, 5_000, 5_000};
    for (int failures = 1; failures <= most.length; failures++) {
      for (int i = 0; i < 100; i++) {
        assertThat(backoff.after(failures, random.nextDouble()).toMillis())
            .isBetween(most[failures - 1] / 2, most[failures - 1]);
      }
    }
    assertThat(backoff.after(1_000_000, random.nextDouble()).toMillis()).isBetween(2_500L, 5_000L);
  }
}
