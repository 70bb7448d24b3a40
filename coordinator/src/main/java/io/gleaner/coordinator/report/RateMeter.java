package io.gleaner.coordinator.report;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalDouble;

/** The moving average of how fast a count grows, over the last half minute. */
final class RateMeter {
  private static final long WINDOW_MILLIS = 30_000;
  private static final long STEP_MILLIS = 250;
  private static final long SHORTEST_MILLIS = 500;

  private final Deque<Sample> samples = new ArrayDeque<>();

  /** Takes a count in; the rate up to now, unless there is too little to go by. */
  OptionalDouble update(long nowMillis, long count) {
    while (samples.size() > 1 && nowMillis - samples.getFirst().atMillis() > WINDOW_MILLIS) {
      samples.removeFirst();
    }
    if (samples.isEmpty() || nowMillis - samples.getLast().atMillis() >= STEP_MILLIS) {
      samples.addLast(new Sample(nowMillis, count));
    }
    Sample first = samples.getFirst();
    long millis = nowMillis - first.atMillis();
    if (millis < SHORTEST_MILLIS) {
      return OptionalDouble.empty();
    }
    // A retry takes items back: no rate is below none.
    return OptionalDouble.of(Math.max(0, count - first.count()) * 1000.0 / millis);
  }

  private record Sample(long atMillis, long count) {}
}
