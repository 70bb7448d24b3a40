package io.gleaner.benchmark.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.gleaner.benchmark.measure.DepthCurve.Point;
import java.util.List;
import org.junit.jupiter.api.Test;

class DepthCurveTest {
  private static Point point(double seconds, long moved, double cpu) {
    return new Point(seconds, moved, new CpuTime(cpu, 2 * cpu, 3 * cpu));
  }

  @Test
  void onlyTheSecondHalfCounts() {
    DepthCurve curve = new DepthCurve();
    curve.add(point(10, 0, 1));
    curve.add(point(14, 60, 2));
    curve.add(point(15, 80, 3));
    curve.add(point(16, 100, 4));
    curve.add(point(20, 100, 9));
    Sample sample = curve.secondHalf(100);
    assertThat(sample.items()).isEqualTo(40);
    assertThat(sample.rate()).isCloseTo(20, within(1e-9));
    assertThat(sample.cpu()).isEqualTo(new CpuTime(2, 4, 6));
    assertThat(sample.cpuMicrosPerItem().all()).isCloseTo(300_000, within(1e-6));
  }

  @Test
  void whatWentTooFastIsNoFigure() {
    DepthCurve curve = new DepthCurve();
    curve.add(point(10, 0, 1));
    curve.add(point(11, 100, 2));
    assertThatThrownBy(() -> curve.secondHalf(100)).hasMessageContaining("too fast");
  }

  @Test
  void aCurveThatEndsEarlyIsNoFigure() {
    DepthCurve curve = new DepthCurve();
    curve.add(point(10, 70, 1));
    assertThatThrownBy(() -> curve.secondHalf(100)).hasMessageContaining("ends before 100");
  }

  @Test
  void theMedianIsInTheMiddle() {
    assertThat(Spread.of(List.of(3.0, 1.0, 8.0))).isEqualTo(new Spread(1, 3, 8));
    assertThat(Spread.of(List.of(3.0, 1.0, 8.0, 4.0))).isEqualTo(new Spread(1, 3.5, 8));
  }
}
