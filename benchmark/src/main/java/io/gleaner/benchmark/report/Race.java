package io.gleaner.benchmark.report;

import io.gleaner.benchmark.measure.Column;
import io.gleaner.benchmark.measure.Goal;
import io.gleaner.benchmark.measure.Measure;
import io.gleaner.benchmark.measure.Sample;
import io.gleaner.benchmark.measure.Spread;
import io.gleaner.benchmark.profile.Hotspots;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A race that was run.
 *
 * @param measure what was measured
 * @param entries the contenders; the first is Gleaner, which the others are compared with
 * @param hotspots what Gleaner does meanwhile, if that was looked into
 */
public record Race(Measure measure, List<Entry> entries, @Nullable Hotspots hotspots) {
  /** Whether a goal was reached. */
  public enum Verdict {
    /** It was. */
    REACHED,
    /** It was not. */
    MISSED,
    /** Nobody knows: somebody that it takes did not take part. */
    UNKNOWN
  }

  /** Gleaner, which the others are compared with. */
  Entry base() {
    return entries.get(0);
  }

  /** Those columns that somebody has figures for. */
  List<Column> columns() {
    return Arrays.stream(Column.values())
        .filter(column -> entries.stream().anyMatch(each -> each.spread(column).isPresent()))
        .toList();
  }

  /** Gleaner's figure by a peer's, pair by pair: the repetitions that ran one after the other. */
  Optional<Spread> ratio(Entry peer, Column column) {
    List<Double> ratios = new ArrayList<>();
    List<Sample> own = base().samples();
    for (int i = 0; i < Math.min(own.size(), peer.samples().size()); i++) {
      if (own.get(i).has(column) && peer.samples().get(i).has(column)) {
        ratios.add(own.get(i).figure(column) / peer.samples().get(i).figure(column));
      }
    }
    return ratios.isEmpty() ? Optional.empty() : Optional.of(Spread.of(ratios));
  }

  /** The figure, or the ratio, that a goal is about. */
  Optional<Spread> measured(Entry entry, Goal goal) {
    return goal.kind().ratio() ? ratio(entry, goal.column()) : entry.spread(goal.column());
  }

  /** Whether a goal was reached, by the median. */
  Verdict verdict(Entry entry, Goal goal) {
    return measured(entry, goal)
        .map(spread -> goal.reached(spread.median()) ? Verdict.REACHED : Verdict.MISSED)
        .orElse(Verdict.UNKNOWN);
  }

  /** Whether a goal was missed. */
  public boolean missed() {
    return entries.stream()
        .anyMatch(
            entry ->
                entry.goals().stream().anyMatch(goal -> verdict(entry, goal) == Verdict.MISSED));
  }

  /** The same race, looked into. */
  public Race with(Hotspots found) {
    return new Race(measure, entries, found);
  }
}
