package io.gleaner.benchmark.contender;

import io.gleaner.benchmark.measure.JobLogTimes;
import io.gleaner.benchmark.process.Looking;
import io.gleaner.benchmark.process.Programs;
import io.gleaner.benchmark.process.Running;
import io.gleaner.benchmark.watch.AmqpQueue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A Job of Gleaner's, by the commands that a user has. Closing it ends its workers and deletes it.
 */
final class GleanerJob implements AutoCloseable {
  static final String NAME = "benchmark";
  static final String QUEUE = "gleaner." + NAME;

  private final Site site;
  private final List<Running> workers = new ArrayList<>();

  GleanerJob(Site site) {
    this.site = site;
  }

  /** Why Gleaner cannot be measured. */
  static Optional<String> missing(Site site) {
    Path program = site.tools().gleaner();
    return Files.isExecutable(program) ? Optional.empty() : Optional.of(program + " is not there");
  }

  /** Why an option cannot be measured: the help of a command does not name it. */
  static Optional<String> unknown(Site site, String command, String option) {
    String help = Programs.output(List.of(site.tools().gleaner().toString(), command, "--help"));
    return help.contains(option)
        ? Optional.empty()
        : Optional.of("`" + command + "` of this Gleaner knows no " + option);
  }

  /** Starts to publish the items of a file. Nobody collects results meanwhile: there is room. */
  Running fill(Path items, Map<String, String> environment, String... more) {
    List<String> command =
        gleaner("fill", "--job", NAME, "-a", items.toString(), "--max-waiting-results", "16GiB");
    command.addAll(List.of(more));
    return site.start("gleaner-fill", command, environment, Path.of("/dev/null"));
  }

  /** Publishes the items of a file. */
  void filled(Path items, String... more) throws InterruptedException {
    try (Running fill = fill(items, Map.of(), more)) {
      fill.await();
    }
  }

  /** Opens it without items, so that workers can wait for them. */
  void open(String... more) throws InterruptedException {
    List<String> options = new ArrayList<>(List.of("--no-seal"));
    options.addAll(List.of(more));
    filled(Path.of("/dev/null"), options.toArray(String[]::new));
  }

  /** Starts a worker. */
  Running worker(Map<String, String> environment, List<String> handler) {
    List<String> command = gleaner("worker", "--job", NAME);
    command.addAll(handler);
    Running worker =
        site.start("gleaner-worker-" + workers.size(), command, environment, Path.of("/dev/null"));
    workers.add(worker);
    return worker;
  }

  /** Takes a program that was started elsewhere for a worker, or many. */
  void started(Running program) {
    workers.add(program);
  }

  /** The worker's options for a Java handler of this module's. */
  List<String> java(String handler) {
    return List.of(
        "--handler-classpath",
        site.tools().classes().toString(),
        "--handler",
        "io.gleaner.benchmark.handler." + handler);
  }

  List<Running> workers() {
    return workers;
  }

  /** Waits until every worker consumes. */
  void awaitConsumers() throws Exception {
    try (AmqpQueue queue = site.queue(QUEUE)) {
      if (!Looking.until(() -> queue.consumers() >= workers.size())) {
        throw workers.get(0).failed("not every worker has come to the queue");
      }
    }
  }

  /** Waits until nothing is left to be handed out. */
  void awaitHandedOut() throws Exception {
    try (AmqpQueue queue = site.queue(QUEUE)) {
      if (!Looking.until(() -> queue.ready() == 0)) {
        throw workers.get(0).failed("not every item was handed out");
      }
    }
  }

  /** Waits for the workers' ends. */
  void awaitEnd() throws InterruptedException {
    for (Running worker : workers) {
      worker.await();
    }
  }

  /** Collects the results, and says when the items ran. */
  JobLogTimes collect() throws IOException, InterruptedException {
    Path log = site.folder().resolve("joblog");
    Files.deleteIfExists(log);
    site.complete("gleaner-results", gleaner("results", NAME, "--joblog", log.toString()));
    return JobLogTimes.of(Files.readAllLines(log));
  }

  /** Collects the results and forgets them. */
  void discardResults() throws InterruptedException {
    site.complete("gleaner-results", gleaner("results", NAME));
  }

  private List<String> gleaner(String... arguments) {
    List<String> command = new ArrayList<>(List.of(site.tools().gleaner().toString()));
    command.addAll(List.of(arguments));
    return command;
  }

  @Override
  public void close() throws InterruptedException {
    workers.forEach(Running::close);
    site.complete("gleaner-delete", gleaner("delete", NAME, "--force"));
  }
}
