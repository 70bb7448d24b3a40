package io.gleaner.benchmark.measure;

import java.util.Collection;
import java.util.List;

/** Schedules of long items. */
public final class Makespan {
  private Makespan() {}

  /**
   * How long the items take at best, when each in turn goes to the worker that ends it first.
   *
   * @param durations of the items, on a worker of slowness 1
   * @param slowness of the workers: 10 for one on which everything takes ten times as long
   */
  public static double ideal(Collection<Double> durations, List<Double> slowness) {
    double[] busyUntil = new double[slowness.size()];
    double end = 0;
    for (double duration : durations) {
      int best = 0;
      for (int worker = 1; worker < busyUntil.length; worker++) {
        double here = busyUntil[worker] + duration * slowness.get(worker);
        if (here < busyUntil[best] + duration * slowness.get(best)) {
          best = worker;
        }
      }
      busyUntil[best] += duration * slowness.get(best);
      end = Math.max(end, busyUntil[best]);
    }
    return end;
  }
}
