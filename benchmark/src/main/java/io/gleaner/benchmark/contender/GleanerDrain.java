package io.gleaner.benchmark.contender;

import io.gleaner.benchmark.measure.Goal;
import io.gleaner.benchmark.measure.Sample;
import io.gleaner.benchmark.watch.AmqpQueue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Workers of Gleaner's that drain a queue which is full before they start. */
final class GleanerDrain implements Contender, Profiled {
  private final Site site;
  private final String name;
  private final int items;
  private final int workers;
  private final List<String> handler;
  private final Optional<String> missing;
  private final List<Goal> goals = new ArrayList<>();

  private GleanerDrain(
      Site site,
      String name,
      int items,
      int workers,
      List<String> handler,
      Optional<String> missing) {
    this.site = site;
    this.name = name;
    this.items = items;
    this.workers = workers;
    this.handler = handler;
    this.missing = missing;
  }

  /** With a handler that does nothing. */
  static GleanerDrain noOp(Site site, int workers) {
    return new GleanerDrain(
        site,
        "Gleaner, " + workers + (workers == 1 ? " worker" : " workers"),
        site.sizes().items(),
        workers,
        new GleanerJob(site).java("NoOp"),
        GleanerJob.missing(site));
  }

  /** With a program for each item, two at once. */
  static GleanerDrain commands(Site site) {
    return new GleanerDrain(
        site,
        "Gleaner, worker -c 2",
        site.sizes().commands(),
        1,
        List.of("-c", "2", "--", "true"),
        GleanerJob.missing(site));
  }

  /** With one long-lived Python program a slot. */
  static GleanerDrain stream(Site site, Path echo) {
    return new GleanerDrain(
        site,
        "Gleaner, worker -c 2 --handler stream",
        site.sizes().items() / 10,
        1,
        List.of(
            "-c", "2", "--handler", "stream", "--", site.tools().python(), "" + echo, "--stream"),
        GleanerJob.missing(site).or(() -> GleanerJob.unknown(site, "worker", "stream")));
  }

  /** With the same Python program started for each item. */
  static GleanerDrain startedPerItem(Site site, Path echo) {
    return new GleanerDrain(
        site,
        "Gleaner, worker -c 2 --stdin, a new process an item",
        site.sizes().commands() / 4,
        1,
        List.of("-c", "2", "--stdin", "--", site.tools().python(), echo.toString()),
        GleanerJob.missing(site));
  }

  GleanerDrain wanted(Goal goal) {
    goals.add(goal);
    return this;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<Goal> goals() {
    return goals;
  }

  @Override
  public Optional<String> missing() {
    return missing;
  }

  @Override
  public Sample run() throws Exception {
    return drain(Map.of());
  }

  @Override
  public void run(Path recording) throws Exception {
    drain(Recorder.environment(recording));
  }

  private Sample drain(Map<String, String> environmentOfTheFirst) throws Exception {
    try (GleanerJob job = new GleanerJob(site);
        AmqpQueue queue = site.queue(GleanerJob.QUEUE)) {
      job.filled(site.lines(items));
      for (int i = 0; i < workers; i++) {
        job.worker(i == 0 ? environmentOfTheFirst : Map.of(), handler);
      }
      Sample sample = site.progress().draining(queue, items, job.workers());
      job.awaitEnd();
      return sample;
    }
  }
}
