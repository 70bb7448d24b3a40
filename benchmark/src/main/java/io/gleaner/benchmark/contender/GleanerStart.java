package io.gleaner.benchmark.contender;

import io.gleaner.benchmark.measure.Column;
import io.gleaner.benchmark.measure.Sample;
import java.util.Map;
import java.util.Optional;

/** From the start of a worker, as a user starts it, to the start of its first item. */
final class GleanerStart implements Contender {
  private final Site site;

  GleanerStart(Site site) {
    this.site = site;
  }

  @Override
  public String name() {
    return "Gleaner, worker";
  }

  @Override
  public Optional<String> missing() {
    return GleanerJob.missing(site);
  }

  @Override
  public Sample run() throws Exception {
    try (GleanerJob job = new GleanerJob(site)) {
      job.filled(site.lines(1));
      long began = System.currentTimeMillis();
      job.worker(Map.of(), job.java("NoOp"));
      job.awaitEnd();
      return Sample.of(Column.START, job.collect().firstStart() - began);
    }
  }
}
