package io.gleaner.benchmark.cli;

import io.gleaner.benchmark.contender.Contender;
import io.gleaner.benchmark.contender.Contenders;
import io.gleaner.benchmark.contender.Site;
import io.gleaner.benchmark.measure.Measure;
import io.gleaner.benchmark.measure.Sample;
import io.gleaner.benchmark.report.Facts;
import io.gleaner.benchmark.report.Race;
import io.gleaner.benchmark.report.Report;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the races and writes the report. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    showDefaultValues = true,
    description = "Measures Gleaner side by side with its peers, on the servers that it is given.")
final class BenchmarkCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Option(names = "--broker", required = true, description = "RabbitMQ's URI.")
  private String broker = "";

  @Option(names = "--ledger", required = true, description = "Redis' URI.")
  private String ledger = "";

  @Option(names = "--broker-pid", required = true, description = "RabbitMQ's process.")
  private long brokerPid;

  @Option(names = "--ledger-pid", required = true, description = "Redis' process.")
  private long ledgerPid;

  @Option(names = "--servers", description = "The servers' versions, for the report.")
  private String servers = "unknown";

  @Option(names = "--gleaner", required = true, description = "The assembled program.")
  private Path gleaner = Path.of("");

  @Option(names = "--handlers", required = true, description = "Class path of the handler.")
  private Path handlers = Path.of("");

  @Option(names = "--perftest", required = true, description = "Folder with PerfTest's jars.")
  private Path perfTest = Path.of("");

  @Option(names = "--items", description = "Items that are filled and drained.")
  private int items = 100_000;

  @Option(names = "--commands", description = "Commands that are run.")
  private int commands = 2_000;

  @Option(names = "--repetitions", description = "Of each contender, taking turns.")
  private int repetitions = 5;

  @Option(names = "--measure", description = "Only these: ${COMPLETION-CANDIDATES}.")
  private List<Measure> measures = List.of(Measure.values());

  @Option(names = "--report", description = "Where the report goes; standard output without it.")
  private @Nullable Path report;

  @Override
  public Integer call() throws Exception {
    Path folder = Files.createTempDirectory("gleaner-bench.");
    Site site =
        new Site(
            broker, ledger, brokerPid, ledgerPid, folder, gleaner, handlers, perfTest, items,
            commands);
    List<Race> races = new ArrayList<>();
    for (Measure measure : measures) {
      races.add(race(measure, Contenders.of(measure, site)));
    }
    String sizes =
        String.format(
            Locale.ROOT, "%,d items, %,d commands, %d repetitions", items, commands, repetitions);
    String text = Report.of(Facts.now(servers, sizes), races);
    if (report != null) {
      Files.writeString(report, text);
    } else {
      out().print(text);
      out().flush();
    }
    return 0;
  }

  private Race race(Measure measure, List<Contender> contenders) throws Exception {
    Map<String, List<Sample>> samples = new LinkedHashMap<>();
    Map<String, String> skipped = new LinkedHashMap<>();
    for (Contender contender : contenders) {
      contender
          .missing()
          .ifPresentOrElse(
              why -> skipped.put(contender.name(), why),
              () -> samples.put(contender.name(), new ArrayList<>()));
    }
    for (int i = 0; i < repetitions; i++) {
      for (Contender contender : contenders) {
        List<Sample> own = samples.get(contender.name());
        if (own != null) {
          Sample sample = contender.run();
          own.add(sample);
          say(measure, contender, sample);
        }
      }
    }
    return new Race(measure, samples, skipped);
  }

  private void say(Measure measure, Contender contender, Sample sample) {
    err()
        .printf(
            Locale.ROOT,
            "%-8s %-48s %,9.0f/s %7.0f µs CPU%n",
            measure.title(),
            contender.name(),
            sample.rate(),
            sample.cpuMicrosPerItem().all());
    err().flush();
  }

  private PrintWriter out() {
    return spec == null
        ? new PrintWriter(System.out, true, StandardCharsets.UTF_8)
        : spec.commandLine().getOut();
  }

  private PrintWriter err() {
    return spec == null
        ? new PrintWriter(System.err, true, StandardCharsets.UTF_8)
        : spec.commandLine().getErr();
  }
}
