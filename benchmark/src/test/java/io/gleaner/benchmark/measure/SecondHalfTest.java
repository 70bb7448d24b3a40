package io.gleaner.benchmark.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SecondHalfTest {
  private static CpuTime cpu(double seconds) {
    return new CpuTime(seconds, 2 * seconds, 3 * seconds);
  }

  @Test
  void onlyTheSecondHalfCounts() {
    SecondHalf half = new SecondHalf(100);
    half.look(10, 0, () -> cpu(1));
    half.look(14, 60, () -> cpu(2));
    half.look(15, 80, () -> cpu(3));
    half.look(16, 100, () -> cpu(4));
    half.look(20, 100, () -> cpu(9));
    Sample sample = half.sample();
    assertThat(sample.figure(Column.RATE)).isCloseTo(20, within(1e-9));
    assertThat(sample.figure(Column.CPU)).isCloseTo(300_000, within(1e-6));
    assertThat(sample.figure(Column.CPU_BROKER)).isCloseTo(50_000, within(1e-6));
    assertThat(sample.figure(Column.CPU_LEDGER)).isCloseTo(100_000, within(1e-6));
    assertThat(sample.figure(Column.CPU_OWN)).isCloseTo(150_000, within(1e-6));
  }

  @Test
  void processorTimeIsAskedOnlyWhereItMatters() {
    SecondHalf half = new SecondHalf(100);
    int[] asked = {0};
    for (int moved = 0; moved <= 100; moved += 10) {
      half.look(moved, moved, () -> cpu(++asked[0]));
    }
    assertThat(half.over()).isTrue();
    assertThat(asked[0]).isEqualTo(2);
  }

  @Test
  void whatWentTooFastIsNoFigure() {
    SecondHalf half = new SecondHalf(100);
    half.look(10, 0, () -> cpu(1));
    half.look(11, 100, () -> cpu(2));
    assertThatThrownBy(half::sample).hasMessageContaining("too fast");
  }

  @Test
  void whatEndsEarlyIsNoFigure() {
    SecondHalf half = new SecondHalf(100);
    half.look(10, 70, () -> cpu(1));
    assertThat(half.over()).isFalse();
    assertThatThrownBy(half::sample).hasMessageContaining("not all of 100");
  }
}
