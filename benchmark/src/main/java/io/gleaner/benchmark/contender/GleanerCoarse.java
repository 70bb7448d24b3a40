package io.gleaner.benchmark.contender;

import io.gleaner.benchmark.handler.Sleep;
import io.gleaner.benchmark.measure.Column;
import io.gleaner.benchmark.measure.Goal;
import io.gleaner.benchmark.measure.JobLogTimes;
import io.gleaner.benchmark.measure.Makespan;
import io.gleaner.benchmark.measure.Sample;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Long items, whose handler sleeps, on 8 workers that wait for them. */
final class GleanerCoarse implements Contender {
  private static final int WORKERS = 8;
  private static final double SLOWNESS = 10;
  private static final long SEED = 6;

  private final Site site;
  private final boolean oneSlow;
  private final Goal goal;

  private GleanerCoarse(Site site, boolean oneSlow, double atLeast) {
    this.site = site;
    this.oneSlow = oneSlow;
    this.goal = new Goal(Column.EFFICIENCY, Goal.Kind.AT_LEAST, atLeast);
  }

  static Contender equal(Site site) {
    return new GleanerCoarse(site, false, 0.97);
  }

  static Contender oneSlow(Site site) {
    return new GleanerCoarse(site, true, 0.9);
  }

  @Override
  public String name() {
    return oneSlow
        ? "Gleaner, 8 workers, one of them 10 times slower, --speculate"
        : "Gleaner, 8 workers";
  }

  @Override
  public List<Goal> goals() {
    return List.of(goal);
  }

  @Override
  public Optional<String> missing() {
    return GleanerJob.missing(site)
        .or(() -> oneSlow ? GleanerJob.unknown(site, "fill", "--speculate") : Optional.empty());
  }

  @Override
  public Sample run() throws Exception {
    List<Double> slowness = new ArrayList<>(Collections.nCopies(WORKERS, 1.0));
    if (oneSlow) {
      slowness.set(0, SLOWNESS);
    }
    List<Double> durations = durations();
    Path items = site.folder().resolve("coarse");
    Files.write(items, durations.stream().map(each -> "" + Math.round(each)).toList());
    try (GleanerJob job = new GleanerJob(site)) {
      String[] options = oneSlow ? new String[] {"--speculate"} : new String[0];
      job.open(options);
      for (double each : slowness) {
        job.worker(Map.of(Sleep.SLOWNESS, Double.toString(each)), job.java("Sleep"));
      }
      job.awaitConsumers();
      job.filled(items, options);
      job.awaitEnd();
      JobLogTimes times = job.collect();
      double measured = times.lastEnd() - times.firstStart();
      return Sample.of(Column.EFFICIENCY, Makespan.ideal(durations, slowness) / measured);
    }
  }

  /** In milliseconds; the same in every repetition and for everybody. */
  private List<Double> durations() {
    Random random = new Random(SEED);
    int unit = site.sizes().unitMillis();
    return random.doubles(site.sizes().coarse(), unit * 0.5, unit * 1.5).boxed().toList();
  }
}
