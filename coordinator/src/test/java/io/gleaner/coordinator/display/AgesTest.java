package io.gleaner.coordinator.display;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@NullMarked
class AgesTest {
  @ParameterizedTest
  @CsvSource({
    "-2000,<invalid>,<invalid>",
    "-1500,0s,0s",
    "-500,0s,0s",
    "0,0s,0s",
    "1999,1s,1s",
    "59000,59s,59s",
    "60000,60s,1m",
    "119999,119s,1m",
    "120000,2m,2m",
    "330000,5m30s,5m",
    "599000,9m59s,9m",
    "600000,10m,10m",
    "10799000,179m,2h",
    "10800000,3h,3h",
    "11700000,3h15m,3h",
    "28740000,7h59m,7h",
    "28800000,8h,8h",
    "172799000,47h,1d",
    "172800000,2d,2d",
    "180000000,2d2h,2d",
    "691200000,8d,8d",
    "63071999000,729d,1y",
    "63072000000,2y,2y",
    "63158400000,2y1d,2y",
    "252288000000,8y,8y"
  })
  void a_span_is_written_as_kubectl_does(long millis, String human, String shortHuman) {
    assertThat(Ages.human(Duration.ofMillis(millis))).isEqualTo(human);
    assertThat(Ages.shortHuman(Duration.ofMillis(millis))).isEqualTo(shortHuman);
  }
}
