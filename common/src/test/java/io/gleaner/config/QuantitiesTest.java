package io.gleaner.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gleaner.failure.ErrorKind;
import io.gleaner.failure.GleanerException;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantitiesTest {
  @ParameterizedTest
  @CsvSource({
    "0,PT0S",
    "0s,PT0S",
    "500ms,PT0.5S",
    "30s,PT30S",
    "5m,PT5M",
    "1h,PT1H",
    "2d,P2D",
    "1h30m,PT1H30M",
    "1m500ms,PT1M0.5S",
    "36500d,P36500D"
  })
  void aDurationIsNumbersWithUnits(String text, Duration duration) {
    assertThat(Quantities.duration(text)).isEqualTo(duration);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "5",
        "00",
        "s",
        "-5s",
        "1.5h",
        "5 s",
        "5S",
        "5min",
        "5s,",
        "1h30",
        "٣s",
        "1234567890s"
      })
  void whatIsNoDurationIsRefusedWithAnExample(String text) {
    assertRefused(() -> Quantities.duration(text), "'" + text + "' is not a duration");
  }

  @ParameterizedTest
  @ValueSource(strings = {"36501d", "999999999h", "36500d1ms"})
  void aDurationThatCouldOverflowAClockIsRefused(String text) {
    assertRefused(() -> Quantities.duration(text), "'" + text + "' is longer than 100 years");
  }

  @ParameterizedTest
  @CsvSource({
    "0,0",
    "65536,65536",
    "7b,7",
    "64k,65536",
    "64K,65536",
    "64kb,65536",
    "64KiB,65536",
    "1MiB,1048576",
    "1m,1048576",
    "2g,2147483648",
    "2GB,2147483648",
    "999999999999999,999999999999999"
  })
  void aSizeIsANumberOfBytesOrPowersOf1024(String text, long bytes) {
    assertThat(Quantities.bytes(text)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "k",
        "-1",
        "1.5m",
        "1 k",
        "1t",
        "1ib",
        "1bb",
        "0x10",
        "٣",
        "1234567890123456"
      })
  void whatIsNoSizeIsRefusedWithAnExample(String text) {
    assertRefused(() -> Quantities.bytes(text), "'" + text + "' is not a number of bytes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"999999999999999g", "8589934592g"})
  void aSizeBeyondALongIsRefused(String text) {
    assertRefused(() -> Quantities.bytes(text), "'" + text + "' is too many bytes");
  }

  private static void assertRefused(ThrowingCallable call, String sentence) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            GleanerException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.CONFIGURATION))
        .hasMessageStartingWith(sentence);
  }
}
