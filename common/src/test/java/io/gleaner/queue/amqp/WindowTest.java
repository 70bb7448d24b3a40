package io.gleaner.queue.amqp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A window does what a sorted map does. */
class WindowTest {
  private static final int STEPS = 20_000;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void itIsLikeASortedMap(long seed) {
    Random random = new Random(seed);
    TreeMap<Long, String> expected = new TreeMap<>();
    Window<String> window = new Window<>();
    long next = 1;
    for (int step = 0; step < STEPS; step++) {
      int most = 1 + random.nextInt(1 + step % 1_000);
      if (expected.size() < most) {
        // As a broker does; now and then with a gap, which no broker makes.
        next += random.nextInt(50) == 0 ? random.nextInt(70) : 0;
        expected.put(next, "delivery " + next);
        window.put(next, "delivery " + next);
        next++;
      } else {
        long lowest = expected.firstKey();
        long tag = lowest + random.nextInt((int) (next - lowest));
        assertThat(window.remove(tag)).isEqualTo(expected.remove(tag) != null);
      }
      long any = next - random.nextInt(100);
      assertThat(window.get(any)).isEqualTo(expected.get(any));
      assertThat(window.lowest())
          .isEqualTo(expected.isEmpty() ? Long.MAX_VALUE : expected.firstKey());
    }
  }
}
