package io.gleaner.benchmark.contender;

import io.gleaner.benchmark.measure.Column;
import io.gleaner.benchmark.measure.Goal;
import io.gleaner.benchmark.measure.Sample;
import io.gleaner.benchmark.process.Programs;
import io.gleaner.benchmark.process.Running;
import io.gleaner.benchmark.watch.RedisServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The protocol of the Kubernetes docs' "Fine Parallel Processing Using a Work Queue" on the same
 * Redis, with two Python workers.
 */
final class FineTutorial implements Contender {
  private static final int SLOWER = 50;

  private final Site site;

  FineTutorial(Site site) {
    this.site = site;
  }

  @Override
  public String name() {
    return "the fine-parallel tutorial's protocol, 2 Python workers";
  }

  @Override
  public List<Goal> goals() {
    return List.of(new Goal(Column.RATE, Goal.Kind.RATIO_AT_LEAST, 20));
  }

  @Override
  public Optional<String> missing() {
    return Programs.missingModule(site.tools().python(), "redis");
  }

  @Override
  public Sample run() throws Exception {
    int items = site.sizes().itemsOfSlower(SLOWER);
    try (RedisServer redis = site.redis();
        Running fill = python("fill", "fill", Integer.toString(items))) {
      fill.await();
      try (Running one = python("1", "work");
          Running two = python("2", "work")) {
        return site.progress().draining(redis.list("benchmark.fine"), items, List.of(one, two));
      } finally {
        redis.delete("benchmark.fine*");
      }
    }
  }

  private Running python(String log, String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(site.tools().python());
    command.add(site.resource("fine_tutorial.py").toString());
    command.addAll(List.of(arguments));
    return site.start("fine-tutorial-" + log, command);
  }
}
