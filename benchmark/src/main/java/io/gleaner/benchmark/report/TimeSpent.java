package io.gleaner.benchmark.report;

import io.gleaner.benchmark.measure.Column;
import io.gleaner.benchmark.measure.Spread;
import io.gleaner.benchmark.profile.Hotspots;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the time goes to where a goal was missed. */
final class TimeSpent {
  private TimeSpent() {}

  static String of(Race race, Remarks remarks) {
    StringBuilder text = new StringBuilder();
    processors(race).ifPresent(sentence -> text.append('\n').append(sentence).append('\n'));
    Hotspots hotspots = race.hotspots();
    if (hotspots != null && hotspots.samples() > 0) {
      text.append(
          String.format(
              Locale.ROOT,
              "\nInside one process of Gleaner's, in %,d looks of the flight recorder at its Java"
                  + " code (a run apart):\n\n",
              hotspots.samples()));
      text.append("- threads: ").append(list(hotspots.threads())).append('\n');
      text.append("- packages: ").append(list(hotspots.packages())).append('\n');
      text.append("- methods: ").append(list(hotspots.methods())).append('\n');
    }
    remarks.about(race.measure()).ifPresent(said -> text.append('\n').append(said).append('\n'));
    return text.toString();
  }

  private static Optional<String> processors(Race race) {
    Entry own = race.base();
    Optional<Spread> all = own.spread(Column.CPU);
    return all.filter(spread -> spread.median() > 0)
        .map(
            spread ->
                String.format(
                    Locale.ROOT,
                    "Of Gleaner's %.1f µs of processor time an item, the broker takes %.0f %%,"
                        + " Redis %.0f %%, its own processes %.0f %%.",
                    spread.median(),
                    part(own, Column.CPU_BROKER, spread),
                    part(own, Column.CPU_LEDGER, spread),
                    part(own, Column.CPU_OWN, spread)));
  }

  private static double part(Entry own, Column column, Spread all) {
    return own.spread(column).map(part -> 100 * part.median() / all.median()).orElse(0.0);
  }

  private static String list(List<Hotspots.Share> shares) {
    return shares.stream()
        .map(each -> String.format(Locale.ROOT, "`%s` %.0f %%", each.name(), each.part() * 100))
        .collect(Collectors.joining(", "));
  }
}
