package io.gleaner.benchmark.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class FiguresTest {
  @Test
  void theMedianIsInTheMiddle() {
    assertThat(Spread.of(List.of(3.0, 1.0, 8.0))).isEqualTo(new Spread(1, 3, 8));
    assertThat(Spread.of(List.of(3.0, 1.0, 8.0, 4.0))).isEqualTo(new Spread(1, 3.5, 8));
  }

  @Test
  void aGoalIsReachedAtItsLimit() {
    Goal atLeast = new Goal(Column.RATE, Goal.Kind.RATIO_AT_LEAST, 0.9);
    assertThat(atLeast.reached(0.9)).isTrue();
    assertThat(atLeast.reached(0.89)).isFalse();
    Goal atMost = new Goal(Column.END, Goal.Kind.AT_MOST, 150);
    assertThat(atMost.reached(150)).isTrue();
    assertThat(atMost.reached(151)).isFalse();
    assertThat(atLeast.text()).isEqualTo("≥ 0.9");
    assertThat(atMost.text()).isEqualTo("≤ 150");
  }

  @Test
  void withinAPartMeansInBothDirections() {
    Goal constant = new Goal(Column.CPU, Goal.Kind.RATIO_WITHIN, 0.15);
    assertThat(constant.reached(1.15)).isTrue();
    assertThat(constant.reached(1.16)).isFalse();
    assertThat(constant.reached(0.87)).isTrue();
    assertThat(constant.reached(0.86)).isFalse();
    assertThat(constant.text()).isEqualTo("within 15 %");
  }

  @Test
  void equalWorkersAreGivenTheNextItemAsTheyAreFree() {
    // 3 | 1 1 1 then 2 to whoever is free first.
    assertThat(Makespan.ideal(List.of(3.0, 1.0, 1.0, 1.0, 2.0), List.of(1.0, 1.0)))
        .isCloseTo(5, within(1e-9));
  }

  @Test
  void aSlowWorkerGetsNothingThatOthersEndBefore() {
    List<Double> items = List.of(1.0, 1.0, 1.0);
    assertThat(Makespan.ideal(items, List.of(10.0, 1.0))).isCloseTo(3, within(1e-9));
    assertThat(Makespan.ideal(items, List.of(2.5, 1.0))).isCloseTo(2.5, within(1e-9));
  }

  @Test
  void aJobLogSaysWhenItsItemsRan() {
    JobLogTimes times =
        JobLogTimes.of(
            List.of(
                "Seq\tHost\tStarttime\tJobRuntime\tSend\tReceive\tExitval\tSignal\tCommand",
                "2\tvm-1\t1700000001.500\t     0.250\t0\t0\t0\t0\t",
                "1\tvm-2\t1700000000.000\t     1.900\t0\t0\t0\t0\tx"));
    assertThat(times.firstStart()).isCloseTo(1_700_000_000_000.0, within(0.01));
    assertThat(times.lastEnd()).isCloseTo(1_700_000_001_900.0, within(0.01));
    assertThat(times.items()).isEqualTo(2);
  }

  @Test
  void aJobLogWithAFailedItemIsNoFigure() {
    List<String> log = List.of("Seq\tHost", "1\tvm\t1700000000.000\t 1.900\t0\t0\t1\t0\tx");
    assertThatThrownBy(() -> JobLogTimes.of(log)).hasMessageContaining("item that is done");
    assertThatThrownBy(() -> JobLogTimes.of(List.of("Seq\tHost"))).hasMessageContaining("no item");
  }

  @Test
  void whatOthersTookIsWhatIsLeft() {
    assertThat(MachineLoad.of(15, 5, 10, 2).othersPart()).isCloseTo(0.5, within(1e-9));
    assertThat(MachineLoad.of(15, 5, 10, 2).quiet()).isFalse();
    assertThat(MachineLoad.of(4.9, 5, 10, 2)).isEqualTo(new MachineLoad(0));
    assertThat(MachineLoad.of(6, 5, 10, 2).quiet()).isTrue();
  }
}
