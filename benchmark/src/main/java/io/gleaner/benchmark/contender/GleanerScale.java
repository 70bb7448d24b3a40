package io.gleaner.benchmark.contender;

import io.gleaner.benchmark.measure.Column;
import io.gleaner.benchmark.measure.Goal;
import io.gleaner.benchmark.measure.Sample;
import io.gleaner.benchmark.watch.AmqpQueue;
import io.gleaner.benchmark.watch.RedisServer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A whole Job of so many items: what each costs, and what is left of it in Redis. */
final class GleanerScale implements Contender {
  private static final int WORKERS = 2;
  private static final double NANOS = 1e9;

  /** Fewer are gone before anybody has looked. */
  private static final int ENOUGH = 10_000;

  private final Site site;
  private final int items;
  private final List<Goal> goals;

  GleanerScale(Site site, int items, List<Goal> goals) {
    this.site = site;
    this.items = items;
    this.goals = goals;
  }

  @Override
  public String name() {
    return String.format(Locale.ROOT, "Gleaner, %,d items", items);
  }

  @Override
  public List<Goal> goals() {
    return goals;
  }

  @Override
  public Optional<String> missing() {
    return GleanerJob.missing(site);
  }

  @Override
  public Sample run() throws Exception {
    try (GleanerJob job = new GleanerJob(site);
        AmqpQueue queue = site.queue(GleanerJob.QUEUE);
        RedisServer redis = site.redis()) {
      job.filled(site.lines(items));
      long began = System.nanoTime();
      for (int i = 0; i < WORKERS; i++) {
        job.worker(Map.of(), job.java("NoOp"));
      }
      Sample half =
          items < ENOUGH
              ? new Sample(Map.of())
              : site.progress().draining(queue, items, job.workers());
      job.awaitEnd();
      double seconds = (System.nanoTime() - began) / NANOS;
      job.discardResults();
      double bytes = redis.bytes("gleaner:{" + GleanerJob.NAME + "}:*");
      return half.and(Column.RATE, items / seconds).and(Column.LEDGER, bytes / items);
    }
  }
}
