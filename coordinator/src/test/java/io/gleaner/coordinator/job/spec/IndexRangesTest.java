package io.gleaner.coordinator.job.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IndexRangesTest {
  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"", "0", "0,1", "0-2", "1,3-5,7", "0,2,4-9,11,12", "5-2147483646"})
  void readsWhatItWrites(String text) {
    assertThat(IndexRanges.parse(text).text()).isEqualTo(text);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"a", "1-", "-1", "3-1", "2,1", "1,1", "1-2-3", "1,,2", " 1"})
  void refusesWhatIsNoRange(String text) {
    assertThatThrownBy(() -> IndexRanges.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest(name = "{0} below {1}")
  @CsvSource({"'0,3-5',4,'0,3'", "'0,3-5',3,0", "'0,3-5',9,'0,3-5'", "'2',0,''"})
  void isCutOffAtABound(String text, int bound, String expected) {
    assertThat(IndexRanges.parse(text).below(bound).text()).isEqualTo(expected);
  }

  @Test
  void behavesAsASetOfNumbers() {
    Random random = new Random(7);
    for (int i = 0; i < 500; i++) {
      Set<Integer> a = numbers(random);
      Set<Integer> b = numbers(random);
      IndexRanges both = IndexRanges.of(a).with(IndexRanges.of(b));
      Set<Integer> union = new TreeSet<>(a);
      union.addAll(b);
      assertThat(both).isEqualTo(IndexRanges.of(union)).isEqualTo(IndexRanges.parse(both.text()));
      assertThat(both.total()).isEqualTo(union.size());
      Set<Integer> common = new TreeSet<>(a);
      common.retainAll(b);
      assertThat(IndexRanges.of(a).overlap(IndexRanges.of(b))).isEqualTo(common.size());
      Set<Integer> missing = new TreeSet<>();
      for (int n = 0; n < 25; n++) {
        assertThat(both.has(n)).isEqualTo(union.contains(n));
        if (!union.contains(n)) {
          missing.add(n);
        }
      }
      assertThat(both.missing(99, 25)).containsExactlyElementsOf(missing);
      assertThat(both.missing(3, 25)).isEqualTo(missing.stream().limit(3).toList());
    }
  }

  private static Set<Integer> numbers(Random random) {
    Set<Integer> numbers = new TreeSet<>();
    for (int i = random.nextInt(12); i > 0; i--) {
      numbers.add(random.nextInt(25));
    }
    return numbers;
  }

  @ParameterizedTest(name = "indexes {0}, count {1}, succeeded {2}: {3}")
  @CsvSource({
    "0, , 0, true",
    "0, , 1, false",
    "0-2, , '0,1', false",
    "0-2, 2, '0,1', true",
    "0-2, 2, '0,5', false",
    ", 2, '3,5', true",
    ", 0, '', false",
    "7-8, , 1, false",
    "0-8, , 0-4, true"
  })
  void aSuccessPolicyIsMetByEnoughOfItsIndexesBelowCompletions(
      @Nullable String indexes, @Nullable Integer count, String succeeded, boolean met) {
    IndexRanges wanted = indexes == null ? null : IndexRanges.parse(indexes);
    SuccessPolicy policy = new SuccessPolicy(List.of(new SuccessPolicy.Rule(wanted, count)));
    assertThat(policy.firstMet(IndexRanges.parse(succeeded), 5))
        .isEqualTo(met ? OptionalInt.of(0) : OptionalInt.empty());
  }
}
