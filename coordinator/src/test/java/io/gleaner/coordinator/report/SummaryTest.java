package io.gleaner.coordinator.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
class SummaryTest {
  @Test
  void aFailedItemComesWithAHint() {
    assertThat(new Summary("pi", OptionalLong.of(500), 499, 1, 0, 2, 12_315, 4).lines())
        .containsExactly(
            "500 items: 499 done, 1 failed, 2 retries, 12.3 s, 40.6 items/s, 4 workers",
            "gleaner dead-letters pi lists the failed item; gleaner retry pi puts it back");
  }

  @Test
  void severalFailedItemsAreThem() {
    assertThat(new Summary("pi", OptionalLong.of(5), 3, 2, 0, 0, 1_000, 4).lines().get(1))
        .isEqualTo(
            "gleaner dead-letters pi lists the failed items; gleaner retry pi puts them back");
  }

  @Test
  void whatWasDoneBeforeDoesNotMakeThisRunFaster() {
    assertThat(new Summary("pi", OptionalLong.of(500), 500, 0, 400, 0, 10_000, 1).lines())
        .containsExactly("500 items: 500 done, 0 failed, 10.0 s, 10.0 items/s, 1 worker");
  }

  @Test
  void anUnfinishedRunSaysWhatIsLeft() {
    assertThat(new Summary("pi", OptionalLong.of(5), 3, 0, 0, 1, 300_000, 2).lines())
        .containsExactly(
            "5 items: 3 done, 0 failed, 2 not done yet, 1 retry, 5 min 00 s, 0.010 items/s,"
                + " 2 workers");
    assertThat(new Summary("pi", OptionalLong.empty(), 3, 0, 0, 0, 1_000, 2).lines().get(0))
        .startsWith("3 done, 0 failed, the input was not read to its end, 1.0 s");
  }

  @Test
  void anEmptyInputIsSaidToBeEmpty() {
    assertThat(new Summary("pi", OptionalLong.of(0), 0, 0, 0, 0, 10, 2).lines())
        .containsExactly("0 items: the input was empty, there was nothing to do.");
  }

  @Test
  void durationsAreReadableAtAnyLength() {
    assertThat(Texts.duration(0)).isEqualTo("0.0 s");
    assertThat(Texts.duration(59_999)).isEqualTo("59.9 s");
    assertThat(Texts.duration(60_000)).isEqualTo("1 min 00 s");
    assertThat(Texts.duration(3_599_999)).isEqualTo("59 min 59 s");
    assertThat(Texts.duration(3_600_000)).isEqualTo("1 h 00 min");
    assertThat(Texts.duration(27 * 3_600_000L)).isEqualTo("1 d 03 h");
  }
}
