package io.gleaner.benchmark.report;

import io.gleaner.benchmark.measure.Column;
import io.gleaner.benchmark.measure.Goal;
import io.gleaner.benchmark.measure.Sample;
import io.gleaner.benchmark.measure.Spread;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What came of one contender.
 *
 * @param name with its settings
 * @param goals what is wanted
 * @param samples its repetitions, in their order
 * @param absent why it did not take part, or not to the end
 */
public record Entry(String name, List<Goal> goals, List<Sample> samples, @Nullable String absent) {
  /** A figure over its repetitions; nothing if it has none. */
  Optional<Spread> spread(Column column) {
    List<Double> figures =
        samples.stream().filter(each -> each.has(column)).map(each -> each.figure(column)).toList();
    return figures.isEmpty() ? Optional.empty() : Optional.of(Spread.of(figures));
  }
}
