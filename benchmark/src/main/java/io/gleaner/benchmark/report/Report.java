package io.gleaner.benchmark.report;

import io.gleaner.benchmark.measure.CpuTime;
import io.gleaner.benchmark.measure.Sample;
import io.gleaner.benchmark.measure.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The report as Markdown. */
public final class Report {
  private final StringBuilder text = new StringBuilder();

  private Report() {}

  /**
   * Writes it.
   *
   * @param facts machine, versions and date, one a line
   */
  public static String of(List<String> facts, List<Race> races) {
    Report report = new Report();
    report.head(facts);
    races.forEach(report::race);
    return report.text.toString();
  }

  private void head(List<String> facts) {
    line("# Benchmarks");
    line("");
    line(
        "Written by `.ci/bench`. Each race is run side by side: the contenders take turns on the"
            + " same");
    line(
        "servers, so what slows the machine down slows them all. Figures are medians, with the"
            + " lowest");
    line(
        "and the highest in brackets. Of what goes through a queue only the second half is"
            + " measured,");
    line("since the first is the start of the programs. CPU is processor time of an item, in");
    line(
        "microseconds, of all threads of a process. A ratio is the median of the ratios of the"
            + " pairs.");
    line("");
    facts.forEach(fact -> line("- " + fact));
  }

  private void race(Race race) {
    String unit = race.measure().unit();
    line("");
    line("## " + capital(race.measure().title()));
    line("");
    line(
        "| | "
            + unit
            + " a second | Gleaner's rate ÷ its | CPU: all | broker | Redis | its own | Gleaner's"
            + " CPU ÷ its |");
    line("|---|---|---|---|---|---|---|---|");
    List<Sample> first = List.of();
    for (Map.Entry<String, List<Sample>> entry : race.samples().entrySet()) {
      List<Sample> samples = entry.getValue();
      first = first.isEmpty() ? samples : first;
      line("| " + entry.getKey() + " | " + row(first, samples) + " |");
    }
    race.skipped()
        .forEach((name, why) -> line("| " + name + " | skipped: " + why + " | | | | | | |"));
  }

  private static String row(List<Sample> first, List<Sample> samples) {
    return String.join(
        " | ",
        spread("%,.0f", samples, Sample::rate),
        ratio(first, samples, Sample::rate),
        spread("%.0f", samples, sample -> sample.cpuMicrosPerItem().all()),
        median(samples, CpuTime::broker),
        median(samples, CpuTime::ledger),
        median(samples, CpuTime::clients),
        ratio(first, samples, sample -> sample.cpuMicrosPerItem().all()));
  }

  private static String spread(
      String format, List<Sample> samples, ToDoubleFunction<Sample> figure) {
    Spread spread = Spread.of(samples.stream().map(figure::applyAsDouble).toList());
    return String.format(
        Locale.ROOT,
        format + " (" + format + " to " + format + ")",
        spread.median(),
        spread.low(),
        spread.high());
  }

  private static String median(List<Sample> samples, ToDoubleFunction<CpuTime> part) {
    List<Double> figures =
        samples.stream().map(each -> part.applyAsDouble(each.cpuMicrosPerItem())).toList();
    return String.format(Locale.ROOT, "%.0f", Spread.of(figures).median());
  }

  private static String ratio(
      List<Sample> first, List<Sample> samples, ToDoubleFunction<Sample> figure) {
    if (first.equals(samples)) {
      return "";
    }
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < samples.size(); i++) {
      ratios.add(figure.applyAsDouble(first.get(i)) / figure.applyAsDouble(samples.get(i)));
    }
    Spread spread = Spread.of(ratios);
    return String.format(
        Locale.ROOT, "%.2f (%.2f to %.2f)", spread.median(), spread.low(), spread.high());
  }

  private static String capital(String title) {
    return title.substring(0, 1).toUpperCase(Locale.ROOT) + title.substring(1);
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
