package io.gleaner.benchmark.contender;

import io.gleaner.benchmark.measure.Column;
import io.gleaner.benchmark.measure.Goal;
import io.gleaner.benchmark.measure.Sample;
import io.gleaner.benchmark.process.Running;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * How soon every worker knows that all is done. The items take long enough for the Job to be sealed
 * well before the last one ends: otherwise it would be the filler that is waited for.
 */
final class GleanerEnd implements Contender {
  private static final int ITEMS_A_WORKER = 4;
  private static final int SHORTEST_MILLIS = 300;
  private static final int LONGEST_MILLIS = 700;
  private static final String DECISION = "The Job is complete.";

  private final Site site;
  private final int workers;
  private final Goal goal;

  GleanerEnd(Site site, int workers, int withinMillis) {
    this.site = site;
    this.workers = workers;
    this.goal = new Goal(Column.END, Goal.Kind.AT_MOST, withinMillis);
  }

  @Override
  public String name() {
    return "Gleaner, " + workers + " workers";
  }

  @Override
  public List<Goal> goals() {
    return List.of(goal);
  }

  @Override
  public Optional<String> missing() {
    return GleanerJob.missing(site);
  }

  @Override
  public Sample run() throws Exception {
    String logback = "-Dlogback.configurationFile=" + site.resource("timed-logback.xml");
    try (GleanerJob job = new GleanerJob(site)) {
      job.open();
      for (int i = 0; i < workers; i++) {
        job.worker(Map.of("GLEANER_JAVA_OPTS", logback), job.java("Sleep"));
      }
      job.awaitConsumers();
      job.filled(items());
      job.awaitEnd();
      Instant last =
          job.workers().stream()
              .map(GleanerEnd::decision)
              .max(Comparator.naturalOrder())
              .orElseThrow();
      return Sample.of(Column.END, last.toEpochMilli() - job.collect().lastEnd());
    }
  }

  private Path items() throws IOException {
    List<String> millis =
        new Random(workers)
            .ints((long) workers * ITEMS_A_WORKER, SHORTEST_MILLIS, LONGEST_MILLIS)
            .mapToObj(Integer::toString)
            .toList();
    return Files.write(site.folder().resolve("end"), millis);
  }

  private static Instant decision(Running worker) {
    return worker
        .output()
        .lines()
        .filter(line -> line.endsWith(DECISION))
        .findFirst()
        .map(line -> Instant.parse(line.substring(0, line.indexOf(' '))))
        .orElseThrow(() -> worker.failed("its log does not say \"" + DECISION + "\""));
  }
}
