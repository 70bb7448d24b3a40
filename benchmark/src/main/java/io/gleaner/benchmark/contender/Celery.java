package io.gleaner.benchmark.contender;

import io.gleaner.benchmark.measure.Column;
import io.gleaner.benchmark.measure.Goal;
import io.gleaner.benchmark.measure.Sample;
import io.gleaner.benchmark.process.Programs;
import io.gleaner.benchmark.process.Running;
import io.gleaner.benchmark.watch.AmqpQueue;
import java.util.List;
import java.util.Optional;

/**
 * Celery on the same RabbitMQ, with two processes. Its queue is a classic one: 5.2 knows no other.
 */
final class Celery implements Contender {
  private static final int SLOWER = 50;

  private final Site site;

  Celery(Site site) {
    this.site = site;
  }

  @Override
  public String name() {
    return "Celery, 2 processes, acknowledged late, prefetch 500, classic queue";
  }

  @Override
  public List<Goal> goals() {
    return List.of(new Goal(Column.RATE, Goal.Kind.RATIO_AT_LEAST, 20));
  }

  @Override
  public Optional<String> missing() {
    return Programs.missingModule(site.tools().python(), "celery");
  }

  @Override
  public Sample run() throws Exception {
    int items = site.sizes().itemsOfSlower(SLOWER);
    String python = site.tools().python();
    String script = site.resource("celery_tasks.py").toString();
    String worker =
        " -m celery -A celery_tasks worker -c 2 --loglevel WARNING"
            + " --without-gossip --without-mingle --without-heartbeat";
    try (AmqpQueue queue = site.queue("benchmark.celery")) {
      site.complete("celery-fill", List.of(python, script, Integer.toString(items)));
      try (Running celery = site.start("celery", List.of((python + worker).split(" ", -1)))) {
        return site.progress().draining(queue, items, List.of(celery));
      } finally {
        queue.delete();
      }
    }
  }
}
