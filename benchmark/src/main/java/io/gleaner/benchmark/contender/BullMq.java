package io.gleaner.benchmark.contender;

import io.gleaner.benchmark.measure.Column;
import io.gleaner.benchmark.measure.Goal;
import io.gleaner.benchmark.measure.Sample;
import io.gleaner.benchmark.process.Programs;
import io.gleaner.benchmark.process.Running;
import io.gleaner.benchmark.watch.RedisServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** BullMQ on the same Redis, with two processes. */
final class BullMq implements Contender {
  private static final int SLOWER = 10;

  private final Site site;

  BullMq(Site site) {
    this.site = site;
  }

  @Override
  public String name() {
    return "BullMQ, 2 processes, concurrency 100";
  }

  @Override
  public List<Goal> goals() {
    return List.of(new Goal(Column.RATE, Goal.Kind.RATIO_AT_LEAST, 3));
  }

  @Override
  public Optional<String> missing() {
    return Programs.missing("node")
        .or(
            () ->
                Files.isDirectory(site.tools().nodeModules().resolve("bullmq"))
                    ? Optional.empty()
                    : Optional.of("BullMQ is not in " + site.tools().nodeModules()));
  }

  @Override
  public Sample run() throws Exception {
    int items = site.sizes().itemsOfSlower(SLOWER);
    try (RedisServer redis = site.redis()) {
      try (Running fill = node("fill", "fill", Integer.toString(items))) {
        fill.await();
      }
      try (Running one = node("1", "work");
          Running two = node("2", "work")) {
        return site.progress()
            .draining(redis.list("bull:benchmark:wait"), items, List.of(one, two));
      } finally {
        redis.delete("bull:benchmark:*");
      }
    }
  }

  private Running node(String log, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("node", site.resource("bullmq.cjs").toString()));
    command.addAll(List.of(arguments));
    return site.start(
        "bullmq-" + log,
        command,
        Map.of("NODE_PATH", site.tools().nodeModules().toString()),
        Path.of("/dev/null"));
  }
}
