package io.gleaner.benchmark.contender;

import io.gleaner.benchmark.measure.Measure;
import io.gleaner.benchmark.measure.Sample;
import io.gleaner.benchmark.process.Programs;
import io.gleaner.benchmark.process.Running;
import io.gleaner.benchmark.watch.QueueWatch;
import java.util.List;
import java.util.Optional;

/** Debian's amqp-consume, two processes, each with one connection for all its commands. */
final class AmqpConsume implements Contender {
  private static final String QUEUE = "benchmark.amqp-consume";

  private final Site site;

  AmqpConsume(Site site) {
    this.site = site;
  }

  @Override
  public String name() {
    return "amqp-consume, 2 processes";
  }

  @Override
  public Measure measure() {
    return Measure.COMMANDS;
  }

  @Override
  public Optional<String> missing() {
    return Programs.missing("amqp-consume").or(() -> Programs.missing("amqp-publish"));
  }

  @Override
  public Sample run() throws Exception {
    try (QueueWatch watch = site.watch()) {
      watch.declareQuorum(QUEUE);
      List<String> publish = List.of("amqp-publish", "-u", site.broker(), "-r", QUEUE, "-p", "-l");
      try (Running fill = site.start("amqp-publish", publish, site.lines(site.commands()))) {
        fill.await();
      }
      try (Running one = consumer(1);
          Running two = consumer(2)) {
        return watch.draining(QUEUE, site.commands(), List.of(one, two));
      } finally {
        watch.delete(QUEUE);
      }
    }
  }

  private Running consumer(int number) {
    return site.start(
        "amqp-consume-" + number,
        List.of("amqp-consume", "-u", site.broker(), "-q", QUEUE, "-p", "1", "true"));
  }
}
