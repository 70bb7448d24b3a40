package io.gleaner.benchmark.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.benchmark.measure.Column;
import io.gleaner.benchmark.measure.Goal;
import io.gleaner.benchmark.measure.Measure;
import io.gleaner.benchmark.measure.Sample;
import io.gleaner.benchmark.measure.Spread;
import io.gleaner.benchmark.profile.Hotspots;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReportTest {
  private static final Goal HALF = new Goal(Column.RATE, Goal.Kind.RATIO_AT_LEAST, 0.5);

  private static Entry entry(String name, List<Goal> goals, double... rates) {
    List<Sample> samples =
        Arrays.stream(rates).mapToObj(rate -> Sample.of(Column.RATE, rate)).toList();
    return new Entry(name, goals, samples, null);
  }

  private static Entry absent(String name, List<Goal> goals, String why) {
    return new Entry(name, goals, List.of(), why);
  }

  private static Race race(@Nullable Hotspots hotspots, Entry... entries) {
    return new Race(Measure.DRAIN, List.of(entries), hotspots);
  }

  private static String report(Race race) {
    return Report.of(List.of("Date: today"), List.of(race), new Remarks());
  }

  @Test
  void aRatioIsOfThePairsThatRanOneAfterTheOther() {
    Race race = race(null, entry("Gleaner", List.of(), 10, 40), entry("peer", List.of(), 20, 20));
    assertThat(race.ratio(race.entries().get(1), Column.RATE)).contains(new Spread(0.5, 1.25, 2));
  }

  @Test
  void aRepetitionThatFailedHasNoPair() {
    Race race = race(null, entry("Gleaner", List.of(), 10), entry("peer", List.of(), 20, 1));
    assertThat(race.ratio(race.entries().get(1), Column.RATE)).contains(new Spread(0.5, 0.5, 0.5));
  }

  @Test
  void aGoalIsReachedOrNot() {
    Entry gleaner = entry("Gleaner", List.of(), 10);
    assertThat(report(race(null, gleaner, entry("peer", List.of(HALF), 20))))
        .contains(
            "| Drain | peer | items a second, ratio | ≥ 0.5 | 0.50 (0.50 to 0.50) | 1 | reached |");
    assertThat(report(race(null, gleaner, entry("peer", List.of(HALF), 21))))
        .contains("| **not reached** |");
  }

  @Test
  void nobodyKnowsOfAGoalWhosePeerIsAbsent() {
    Entry gleaner = entry("Gleaner", List.of(), 10);
    Race race = race(null, gleaner, absent("peer", List.of(HALF), "skipped: peer is not there"));
    assertThat(report(race))
        .contains("| 0 | not measured: skipped: peer is not there |")
        .contains("| peer (skipped: peer is not there) |  |  |");
    assertThat(race.missed()).isFalse();
  }

  @Test
  void nobodyKnowsOfAGoalWhenGleanerItselfIsAbsent() {
    Race race =
        race(null, absent("Gleaner", List.of(), "failed: broken"), entry("peer", List.of(HALF), 2));
    assertThat(report(race)).contains("| 1 | not measured: failed: broken |");
  }

  @Test
  void whatTheTimeGoesToIsToldWhereAGoalWasMissed() {
    Hotspots hotspots =
        new Hotspots(7, List.of(new Hotspots.Share("main", 0.62)), List.of(), List.of());
    Entry gleaner = entry("Gleaner", List.of(), 10);
    assertThat(report(race(hotspots, gleaner, entry("peer", List.of(HALF), 21))))
        .contains("- threads: `main` 62 %");
    assertThat(report(race(hotspots, gleaner, entry("peer", List.of(HALF), 20))))
        .doesNotContain("threads:");
  }

  @Test
  void tablesStandApartFromTheTextBeforeThem() {
    assertThat(report(race(null, entry("Gleaner", List.of(), 10))))
        .contains("\n\n- Date: today\n")
        .contains("\n\n| measure |")
        .contains("\n\n|  | items a second | Gleaner's ÷ its |\n|---|---|---|\n")
        .endsWith("|\n");
  }
}
