package io.gleaner.benchmark.contender;

import io.gleaner.benchmark.measure.Column;
import io.gleaner.benchmark.measure.Goal;
import io.gleaner.benchmark.measure.Sample;
import io.gleaner.benchmark.process.Programs;
import io.gleaner.benchmark.process.Running;
import io.gleaner.benchmark.watch.AmqpQueue;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Debian's amqp-consume, two processes, each with one connection for all its commands. It writes
 * the item to the command's standard input, and ends when a command that does not read, such as
 * {@code true}, has ended before it: then it is started again.
 */
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
  public List<Goal> goals() {
    return List.of(new Goal(Column.RATE, Goal.Kind.RATIO_AT_LEAST, 1.5));
  }

  @Override
  public Optional<String> missing() {
    return Programs.missing("amqp-consume").or(() -> Programs.missing("amqp-publish"));
  }

  @Override
  public Sample run() throws Exception {
    int commands = site.sizes().commands();
    String broker = site.servers().broker();
    try (AmqpQueue queue = site.queue(QUEUE)) {
      queue.declareQuorum();
      List<String> publish = List.of("amqp-publish", "-u", broker, "-r", QUEUE, "-p", "-l");
      try (Running fill = site.start("amqp-publish", publish, Map.of(), site.lines(commands))) {
        fill.await();
      }
      try (Running one = consumer(1);
          Running two = consumer(2)) {
        return site.progress().draining(queue, commands, List.of(one, two));
      } finally {
        queue.delete();
      }
    }
  }

  private Running consumer(int number) {
    return site.start(
        "amqp-consume-" + number,
        List.of(
            "sh",
            "-c",
            "while :; do amqp-consume \"$@\"; done",
            "sh",
            "-u",
            site.servers().broker(),
            "-q",
            QUEUE,
            "-p",
            "1",
            "true"));
  }
}
