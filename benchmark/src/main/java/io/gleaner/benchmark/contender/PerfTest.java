package io.gleaner.benchmark.contender;

import io.gleaner.benchmark.measure.Column;
import io.gleaner.benchmark.measure.Goal;
import io.gleaner.benchmark.measure.Sample;
import io.gleaner.benchmark.process.Running;
import io.gleaner.benchmark.watch.AmqpQueue;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** RabbitMQ's own load generator: what the broker can do when nothing else is asked of it. */
final class PerfTest implements Contender {
  private static final String QUEUE = "benchmark.perftest";
  private static final String FILL = "-y 0 -x 1 -f persistent --confirm 4000 -s 64 -C ";
  private static final String DRAIN = "-x 0 -y 2 --qos 500 --multi-ack-every 100 --exit-when empty";

  private final Site site;
  private final boolean drain;

  private PerfTest(Site site, boolean drain) {
    this.site = site;
    this.drain = drain;
  }

  static Contender fill(Site site) {
    return new PerfTest(site, false);
  }

  static Contender drain(Site site) {
    return new PerfTest(site, true);
  }

  @Override
  public String name() {
    return drain
        ? "PerfTest, 2 consumers, qos 500, acks by 100"
        : "PerfTest, at most 4,000 unconfirmed";
  }

  @Override
  public List<Goal> goals() {
    return List.of(new Goal(Column.RATE, Goal.Kind.RATIO_AT_LEAST, drain ? 0.6 : 0.9));
  }

  @Override
  public Optional<String> missing() {
    return Files.isDirectory(site.tools().perfTest())
        ? Optional.empty()
        : Optional.of("its jars are not in " + site.tools().perfTest());
  }

  @Override
  public Sample run() throws Exception {
    int items = site.sizes().items();
    try (AmqpQueue queue = site.queue(QUEUE)) {
      queue.declareQuorum();
      try (Running fill = start(FILL + items)) {
        if (!drain) {
          return site.progress().filling(queue, items, List.of(fill));
        }
        fill.await();
      }
      try (Running drains = start(DRAIN)) {
        return site.progress().draining(queue, items, List.of(drains));
      }
    } finally {
      try (AmqpQueue queue = site.queue(QUEUE)) {
        queue.delete();
      }
    }
  }

  private Running start(String options) {
    List<String> command = new ArrayList<>();
    command.addAll(
        List.of("java", "-cp", site.tools().perfTest() + "/*", "com.rabbitmq.perf.PerfTest"));
    command.addAll(List.of("-h", site.servers().broker(), "-u", QUEUE, "-p"));
    command.addAll(Arrays.asList(options.split(" ", -1)));
    return site.start("perftest", command);
  }
}
