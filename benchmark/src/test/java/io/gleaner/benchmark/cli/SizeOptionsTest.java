package io.gleaner.benchmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.benchmark.contender.Sizes;
import io.gleaner.benchmark.measure.Measure;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class SizeOptionsTest {
  private static SizeOptions parsed(String... arguments) {
    return CommandLine.populateCommand(new SizeOptions(), arguments);
  }

  @Test
  void withoutOptionsItIsTheFullSize() {
    assertThat(parsed().sizes())
        .isEqualTo(new Sizes(1_000_000, 5_000, 200, 1_000, 16, 30, 10_000_000, 64, 1_000));
    assertThat(parsed().repetitions(Measure.DRAIN)).isEqualTo(5);
    assertThat(parsed().repetitions(Measure.ITEMS)).isEqualTo(3);
  }

  @Test
  void quickIsSmall() {
    assertThat(parsed("--quick").sizes())
        .isEqualTo(new Sizes(10_000, 500, 80, 100, 4, 5, 10_000, 4, 16));
    assertThat(parsed("--quick").repetitions(Measure.DRAIN)).isEqualTo(2);
  }

  @Test
  void whatIsGivenIsTakenInBoth() {
    assertThat(parsed("--quick", "--items", "5", "--repetitions", "3").sizes().items())
        .isEqualTo(5);
    assertThat(parsed("--items", "5").sizes().commands()).isEqualTo(5_000);
    assertThat(parsed("--quick", "--repetitions", "3").sentence())
        .startsWith("`--quick`: 10,000 items")
        .endsWith("3 repetitions, 2 of the curves");
  }
}
