package io.gleaner.benchmark.report;

import io.gleaner.benchmark.measure.Column;
import io.gleaner.benchmark.measure.Goal;
import io.gleaner.benchmark.measure.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The report as Markdown. */
public final class Report {
  private static final String HEAD =
      """
      # Benchmarks

      Written by `.ci/bench`; not by hand. All of a race are run side by side: they take turns on
      the same RabbitMQ and Redis, so what slows the machine down slows them all. Figures are
      medians, with the lowest and the highest in brackets. A ratio is Gleaner's figure divided by
      the other's, and the median of the pairs that ran one after the other. CPU is processor time
      of all threads, in microseconds an item: of everybody, then of the broker, of Redis, and of
      the program's own processes with their children. How it is measured, and why so:
      [adr/0040](adr/0040-benchmark.md). Peers are in [benchmarks.md](benchmarks.md), the curves over
      the numbers of items and of workers in [curves.md](curves.md).
      """;

  private final StringBuilder text = new StringBuilder();

  private Report() {}

  /**
   * Writes it.
   *
   * @param facts machine, versions and date, one a line
   * @param remarks what people have written about the goals that were missed
   */
  public static String of(List<String> facts, List<Race> races, Remarks remarks) {
    Report report = new Report();
    report.line(HEAD);
    facts.forEach(fact -> report.line("- " + fact));
    report.goals(races);
    races.forEach(
        race -> {
          report.race(race);
          if (race.missed()) {
            report.text.append(TimeSpent.of(race, remarks));
          }
        });
    return report.text.toString().stripTrailing() + "\n";
  }

  private void goals(List<Race> races) {
    line("\n## Goals\n");
    line("| measure | against | figure | goal | measured | repetitions | |");
    line("|---|---|---|---|---|---|---|");
    for (Race race : races) {
      for (Entry entry : race.entries()) {
        entry.goals().forEach(goal -> line(goal(race, entry, goal)));
      }
    }
  }

  private static String goal(Race race, Entry entry, Goal goal) {
    boolean ratio = goal.kind().ratio();
    String measured =
        race.measured(entry, goal)
            .map(spread -> ratio ? ratio(spread) : show(goal.column(), spread))
            .orElse("");
    String verdict =
        switch (race.verdict(entry, goal)) {
          case REACHED -> "reached";
          case MISSED -> "**not reached**";
          case UNKNOWN -> "not measured: " + (ratio ? absent(race.base(), entry) : absent(entry));
        };
    return row(
        List.of(
            race.measure().title(),
            entry.name(),
            goal.column().title() + (ratio ? ", ratio" : ""),
            goal.text(),
            measured,
            Integer.toString(entry.samples().size()),
            verdict));
  }

  private static String absent(Entry... entries) {
    for (Entry entry : entries) {
      if (entry.absent() != null) {
        return entry.absent();
      }
    }
    return "no figures";
  }

  private void race(Race race) {
    line("\n## " + race.measure().title() + "\n\n" + race.measure().method() + "\n");
    List<Column> columns = race.columns();
    List<String> head = new ArrayList<>(List.of(""));
    for (Column column : columns) {
      head.add(column.title());
      if (column.compared()) {
        head.add("Gleaner's ÷ its");
      }
    }
    line(row(head));
    line("|" + "---|".repeat(head.size()));
    for (Entry entry : race.entries()) {
      List<String> cells = new ArrayList<>(List.of(name(entry)));
      for (Column column : columns) {
        cells.add(entry.spread(column).map(spread -> show(column, spread)).orElse(""));
        if (column.compared()) {
          boolean other = !entry.equals(race.base());
          cells.add(other ? race.ratio(entry, column).map(Report::ratio).orElse("") : "");
        }
      }
      line(row(cells));
    }
  }

  private static String name(Entry entry) {
    return entry.absent() == null ? entry.name() : entry.name() + " (" + entry.absent() + ")";
  }

  private static String show(Column column, Spread spread) {
    return String.format(
        Locale.ROOT,
        "%s (%s to %s)",
        column.show(spread.median()),
        column.show(spread.low()),
        column.show(spread.high()));
  }

  private static String ratio(Spread spread) {
    return String.format(
        Locale.ROOT, "%.2f (%.2f to %.2f)", spread.median(), spread.low(), spread.high());
  }

  private static String row(List<String> cells) {
    return cells.stream().collect(Collectors.joining(" | ", "| ", " |")).replace("\n", " ");
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
