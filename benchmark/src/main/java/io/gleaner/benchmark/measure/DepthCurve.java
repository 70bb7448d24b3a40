package io.gleaner.benchmark.measure;

import java.util.ArrayList;
import java.util.List;

/**
 * How many messages a queue held while it was filled or drained. Only the second half counts: the
 * first is the start of the programs and of their compilers.
 */
public final class DepthCurve {
  private final List<Point> points = new ArrayList<>();

  /**
   * What was seen at a moment.
   *
   * @param seconds when, from any beginning
   * @param moved how many of the items were filled, or drained
   * @param cpu processor time until then
   */
  public record Point(double seconds, long moved, CpuTime cpu) {}

  /** Adds what was seen later than all before. */
  public void add(Point point) {
    points.add(point);
  }

  /**
   * From the first look at which at least half was moved to the first at which all was.
   *
   * @throws IllegalStateException if it went too fast to be seen
   */
  public Sample secondHalf(long items) {
    Point from = first(items / 2);
    Point to = first(items);
    if (from.moved() == to.moved()) {
      throw new IllegalStateException(
          "too fast to be measured: " + items + " items are not enough for this machine");
    }
    return new Sample(
        to.moved() - from.moved(), to.seconds() - from.seconds(), to.cpu().since(from.cpu()));
  }

  private Point first(long moved) {
    for (Point point : points) {
      if (point.moved() >= moved) {
        return point;
      }
    }
    throw new IllegalStateException("the curve ends before " + moved + " items");
  }
}
