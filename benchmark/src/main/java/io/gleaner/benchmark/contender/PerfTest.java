package io.gleaner.benchmark.contender;

import io.gleaner.benchmark.measure.Measure;
import io.gleaner.benchmark.measure.Sample;
import io.gleaner.benchmark.process.Running;
import io.gleaner.benchmark.watch.QueueWatch;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** RabbitMQ's own load generator: what the broker can do when nothing else is asked of it. */
final class PerfTest implements Contender {
  private static final String QUEUE = "benchmark.perftest";

  private final Site site;
  private final Measure measure;
  private final String name;
  private final List<String> options;

  private PerfTest(Site site, Measure measure, String name, String options) {
    this.site = site;
    this.measure = measure;
    this.name = name;
    this.options = Arrays.asList(options.split(" ", -1));
  }

  static Contender fill(Site site) {
    String options = "-y 0 -x 1 -f persistent --confirm 4000 -s 64 -C " + site.items();
    return new PerfTest(site, Measure.FILL, "PerfTest (4,000 unconfirmed)", options);
  }

  static Contender drain(Site site) {
    String options = "-x 0 -y 2 --qos 500 --multi-ack-every 100 --exit-when empty";
    return new PerfTest(
        site, Measure.DRAIN, "PerfTest (2 consumers, qos 500, acks by 100)", options);
  }

  /** Fills a queue of PerfTest's for somebody else. */
  static void fillFor(Site site, QueueWatch watch) throws Exception {
    PerfTest filling = (PerfTest) fill(site);
    watch.declareQuorum(QUEUE);
    try (Running program = filling.start()) {
      program.await();
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Measure measure() {
    return measure;
  }

  @Override
  public Optional<String> missing() {
    return Files.isDirectory(site.perfTest())
        ? Optional.empty()
        : Optional.of("its jars are not in " + site.perfTest());
  }

  @Override
  public Sample run() throws Exception {
    try (QueueWatch watch = site.watch()) {
      watch.declareQuorum(QUEUE);
      if (measure == Measure.DRAIN) {
        fillFor(site, watch);
      }
      try (Running program = start()) {
        List<Running> clients = List.of(program);
        return measure == Measure.FILL
            ? watch.filling(QUEUE, site.items(), clients)
            : watch.draining(QUEUE, site.items(), clients);
      } finally {
        watch.delete(QUEUE);
      }
    }
  }

  private Running start() {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("java", "-cp", site.perfTest() + "/*", "com.rabbitmq.perf.PerfTest"));
    command.addAll(List.of("-h", site.broker(), "-u", QUEUE, "-p"));
    command.addAll(options);
    return site.start("perftest-" + measure.title(), command);
  }
}
