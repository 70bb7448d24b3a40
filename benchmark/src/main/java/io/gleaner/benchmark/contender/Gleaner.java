package io.gleaner.benchmark.contender;

import io.gleaner.benchmark.measure.Measure;
import io.gleaner.benchmark.measure.Sample;
import io.gleaner.benchmark.process.Running;
import io.gleaner.benchmark.watch.QueueWatch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Gleaner, as a user starts it: {@code fill}, and {@code worker} processes. Nobody collects the
 * results meanwhile.
 */
final class Gleaner implements Contender {
  private static final String JOB = "benchmark";
  private static final String QUEUE = "gleaner." + JOB;

  private final Site site;
  private final Measure measure;
  private final String name;
  private final int workers;
  private final List<String> handler;

  private Gleaner(Site site, Measure measure, String name, int workers, List<String> handler) {
    this.site = site;
    this.measure = measure;
    this.name = name;
    this.workers = workers;
    this.handler = handler;
  }

  static Contender fill(Site site) {
    return new Gleaner(site, Measure.FILL, "Gleaner, fill", 0, List.of());
  }

  static Contender drain(Site site) {
    List<String> handler = List.of("--handler-classpath", site.handlers().toString());
    return new Gleaner(site, Measure.DRAIN, "Gleaner, 2 workers", 2, handler);
  }

  static Contender commands(Site site) {
    return new Gleaner(
        site, Measure.COMMANDS, "Gleaner, worker -c 2", 1, List.of("-c", "2", "--", "true"));
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
    return Files.isExecutable(site.gleaner())
        ? Optional.empty()
        : Optional.of(site.gleaner() + " is not there");
  }

  @Override
  public Sample run() throws Exception {
    int items = measure == Measure.COMMANDS ? site.commands() : site.items();
    Path input = site.lines(items);
    try (QueueWatch watch = site.watch()) {
      Sample sample;
      try (Running fill = gleaner("fill", filling(input))) {
        sample = measure == Measure.FILL ? watch.filling(QUEUE, items, List.of(fill)) : null;
        fill.await();
      }
      return sample != null ? sample : draining(watch, items);
    } finally {
      try (Running delete = gleaner("delete", List.of("delete", JOB, "--force"))) {
        delete.await();
      }
    }
  }

  private Sample draining(QueueWatch watch, int items) throws Exception {
    List<Running> running = new ArrayList<>();
    try {
      for (int i = 0; i < workers; i++) {
        List<String> arguments = new ArrayList<>(List.of("worker", "--job", JOB));
        arguments.addAll(handler);
        running.add(gleaner("worker-" + i, arguments));
      }
      Sample sample = watch.draining(QUEUE, items, running);
      for (Running worker : running) {
        worker.await();
      }
      return sample;
    } finally {
      running.forEach(Running::close);
    }
  }

  /** With room for all results. */
  private static List<String> filling(Path input) {
    return List.of("fill", "--job", JOB, "-a", input.toString(), "--max-waiting-results", "1GiB");
  }

  private Running gleaner(String log, List<String> arguments) {
    List<String> command = new ArrayList<>(List.of(site.gleaner().toString()));
    command.addAll(arguments);
    return site.start("gleaner-" + log, command);
  }
}
