package io.gleaner.coordinator.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
class TerminalTest {
  @Test
  void columnsFromTheEnvironmentWin() {
    assertThat(Terminal.columns(Map.of("COLUMNS", "132"), () -> 0).getAsInt()).isEqualTo(132);
  }

  @Test
  void nonsenseInTheEnvironmentIsNoWidth() {
    for (String columns : new String[] {"", "x", "0", "-5", "99999999999"}) {
      assertThat(Terminal.columns(Map.of("COLUMNS", columns), () -> 0).getAsInt())
          .isBetween(1, 10_000);
    }
  }
}
