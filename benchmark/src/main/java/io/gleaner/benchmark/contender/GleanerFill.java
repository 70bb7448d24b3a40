package io.gleaner.benchmark.contender;

import io.gleaner.benchmark.measure.Sample;
import io.gleaner.benchmark.process.Running;
import io.gleaner.benchmark.watch.AmqpQueue;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code gleaner fill}. */
final class GleanerFill implements Contender, Profiled {
  private final Site site;

  GleanerFill(Site site) {
    this.site = site;
  }

  @Override
  public String name() {
    return "Gleaner, fill";
  }

  @Override
  public Optional<String> missing() {
    return GleanerJob.missing(site);
  }

  @Override
  public Sample run() throws Exception {
    return fill(Map.of());
  }

  @Override
  public void run(Path recording) throws Exception {
    fill(Recorder.environment(recording));
  }

  private Sample fill(Map<String, String> environment) throws Exception {
    int items = site.sizes().items();
    try (GleanerJob job = new GleanerJob(site);
        AmqpQueue queue = site.queue(GleanerJob.QUEUE);
        Running fill = job.fill(site.lines(items), environment)) {
      Sample sample = site.progress().filling(queue, items, List.of(fill));
      fill.await();
      return sample;
    }
  }
}
