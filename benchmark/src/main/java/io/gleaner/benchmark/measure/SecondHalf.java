package io.gleaner.benchmark.measure;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The second half of a fill or drain, seen from outside, look by look. The first half is the start
 * of the programs and of their compilers.
 */
public final class SecondHalf {
  private final long items;
  private @Nullable Point from;
  private @Nullable Point to;

  private record Point(double seconds, long moved, CpuTime cpu) {}

  /** Of so many items. */
  public SecondHalf(long items) {
    this.items = items;
  }

  /**
   * What was seen, later than all before.
   *
   * @param seconds when, from any beginning
   * @param moved how many of the items were filled, or drained
   * @param cpu processor time until then; asked only when it matters, since it costs some itself
   */
  public void look(double seconds, long moved, Supplier<CpuTime> cpu) {
    if (from == null && moved >= items / 2) {
      from = new Point(seconds, moved, cpu.get());
    }
    if (to == null && moved >= items) {
      to = new Point(seconds, moved, cpu.get());
    }
  }

  /** Whether all was moved. */
  public boolean over() {
    return to != null;
  }

  /**
   * From the first look at which at least half was moved to the first at which all was.
   *
   * @throws IllegalStateException if it is not over, or went too fast to be seen
   */
  public Sample sample() {
    Point first = from;
    Point last = to;
    if (first == null || last == null) {
      throw new IllegalStateException("not all of " + items + " items were moved");
    }
    if (first.moved == last.moved) {
      throw new IllegalStateException(
          "too fast to be measured: " + items + " items are not enough for this machine");
    }
    return Sample.of(
        last.moved - first.moved, last.seconds - first.seconds, last.cpu.since(first.cpu));
  }
}
