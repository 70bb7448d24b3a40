package io.gleaner.benchmark.contender;

import io.gleaner.benchmark.measure.Column;
import io.gleaner.benchmark.measure.Goal;
import io.gleaner.benchmark.measure.Sample;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Workers that have worked, and wait for the last item. */
final class GleanerIdle implements Contender {
  private static final int ITEMS_A_WORKER = 20;
  private static final String LONG = "3600000";

  private final Site site;

  GleanerIdle(Site site) {
    this.site = site;
  }

  @Override
  public String name() {
    return "Gleaner, " + site.sizes().crowd() + " workers";
  }

  @Override
  public List<Goal> goals() {
    return List.of(new Goal(Column.MEMORY, Goal.Kind.AT_MOST, 95));
  }

  @Override
  public Optional<String> missing() {
    return GleanerJob.missing(site);
  }

  @Override
  public Sample run() throws Exception {
    List<String> items =
        new ArrayList<>(Collections.nCopies(site.sizes().crowd() * ITEMS_A_WORKER, "1"));
    items.add(LONG);
    Path file = Files.write(site.folder().resolve("idle"), items);
    try (GleanerJob job = new GleanerJob(site)) {
      job.open();
      for (int i = 0; i < site.sizes().crowd(); i++) {
        job.worker(Map.of(), job.java("Sleep"));
      }
      job.awaitConsumers();
      job.filled(file);
      job.awaitHandedOut();
      return IdleWatch.watch(job.workers(), site.sizes().idleSeconds());
    }
  }
}
