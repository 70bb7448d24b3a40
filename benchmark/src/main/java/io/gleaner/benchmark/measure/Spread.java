package io.gleaner.benchmark.measure;

import java.util.Arrays;
import java.util.Collection;

/**
 * A few repetitions of one figure.
 *
 * @param low the lowest
 * @param median the middle one, or the mean of the two in the middle
 * @param high the highest
 */
public record Spread(double low, double median, double high) {
  /** Of at least one figure. */
  public static Spread of(Collection<Double> figures) {
    double[] sorted = figures.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    if (sorted.length == 0) {
      throw new IllegalArgumentException("no figures");
    }
    int middle = sorted.length / 2;
    double median =
        sorted.length % 2 == 1
            ? sorted[middle]
            : Arrays.stream(sorted, middle - 1, middle + 1).sum() / 2;
    return new Spread(sorted[0], median, sorted[sorted.length - 1]);
  }
}
