package io.gleaner.benchmark.cli;

import io.gleaner.benchmark.contender.Site;
import io.gleaner.benchmark.measure.Measure;
import io.gleaner.benchmark.process.MachineClock;
import io.gleaner.benchmark.report.Facts;
import io.gleaner.benchmark.report.Race;
import io.gleaner.benchmark.report.Remarks;
import io.gleaner.benchmark.report.Report;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs the races and writes the report. */
@Command(
    name = ".ci/bench",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Measures Gleaner side by side with its peers, on a RabbitMQ and a Redis of its own, and"
          + " writes a report.",
      "Without options it measures all but the curves and takes most of an hour. A peer that is"
          + " not there is skipped, and the report says so."
    })
final class BenchmarkCommand implements Callable<Integer> {
  @Mixin private final SizeOptions sizes = new SizeOptions();

  @Mixin private final SiteOptions around = new SiteOptions();

  @Option(
      names = "--measure",
      split = ",",
      description = "Only these, separated by commas: ${COMPLETION-CANDIDATES}.")
  private @Nullable List<Measure> chosen;

  @Option(
      names = "--curves",
      description =
          "Only the curves, over the numbers of items and of workers; without it they are left"
              + " out, unless --measure names them. They have a report of their own.")
  private boolean curves;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Where the report goes; standard output without it.")
  private @Nullable Path report;

  @Override
  public Integer call() throws Exception {
    Path folder = Files.createTempDirectory("gleaner-bench.");
    try {
      return measure(new Site(around.servers(), around.tools(), sizes.sizes(), folder));
    } finally {
      delete(folder);
    }
  }

  private List<Measure> measures() {
    return chosen != null
        ? chosen
        : Stream.of(Measure.values()).filter(each -> each.curve() == curves).toList();
  }

  private int measure(Site site) throws Exception {
    List<Measure> measures = measures();
    Racing racing = new Racing(site, BenchmarkCommand::say);
    MachineClock clock = MachineClock.start(around.serverProcesses());
    List<Race> races = new ArrayList<>();
    boolean whole = true;
    for (Measure measure : measures) {
      Race race = racing.race(measure, sizes.repetitions(measure));
      races.add(race);
      whole &= race.entries().stream().allMatch(each -> notFailed(each.absent()));
      // After each: what was measured is not lost with what comes later.
      write(clock, races, races.size() == measures.size());
    }
    return whole ? 0 : 1;
  }

  private static boolean notFailed(@Nullable String absent) {
    return absent == null || absent.startsWith("skipped");
  }

  private void write(MachineClock clock, List<Race> races, boolean last) throws IOException {
    List<String> facts =
        Facts.now(around.commit(), around.versions(), sizes.sentence(), clock.load());
    String text = Report.of(facts, races, new Remarks());
    if (report != null) {
      Files.writeString(report, text);
    } else if (last) {
      System.out.write(text.getBytes(StandardCharsets.UTF_8));
      System.out.flush();
    }
  }

  private static void say(String sentence) {
    System.err.println(
        LocalTime.now(Clock.systemUTC()).truncatedTo(ChronoUnit.SECONDS) + " " + sentence);
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    }
  }
}
