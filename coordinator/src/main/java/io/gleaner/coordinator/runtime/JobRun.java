package io.gleaner.coordinator.runtime;

import io.gleaner.coordinator.launch.Crew;
import io.gleaner.coordinator.report.Counts;
import io.gleaner.coordinator.report.ResultSink;
import io.gleaner.ledger.JobSummary;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Filling, working and collecting at the same time, each on its own thread, until the Job or the
 * run has ended.
 */
public final class JobRun {
  private final JobSession session;
  private final StopSignal stop;
  private final Consumer<Counts> progress;
  private final RunLoop loop;
  private volatile long ended;
  private @Nullable Filler filler;
  private int launched;

  /**
   * A run that has not begun.
   *
   * @param stop ends it before the Job's end
   * @param progress hears of the Job's figures a few times a second
   * @param lines hears what workers write to standard error
   */
  public JobRun(
      JobSession session, StopSignal stop, Consumer<Counts> progress, Consumer<String> lines) {
    this.session = session;
    this.stop = stop;
    this.progress = progress;
    this.loop = new RunLoop(session, stop, this::seen, lines);
  }

  /** What the launcher is to tell of workers. */
  public RunLoop loop() {
    return loop;
  }

  /** How many items have ended, as last seen. From any thread. */
  public long ended() {
    return ended;
  }

  /** How many workers were launched. */
  public int launched() {
    return launched;
  }

  private void seen(JobSummary job) {
    ended = job.done() + job.failed();
    Filler filling = filler;
    long filled = Math.max(job.mark(), filling == null ? 0 : filling.filled());
    OptionalLong total = job.total() < 0 ? OptionalLong.empty() : OptionalLong.of(job.total());
    progress.accept(new Counts(filled, total, job.done(), job.failed(), job.running()));
  }

  /**
   * Runs the Job to its end, or until the run is stopped. Results that are there at that moment are
   * in the sink when this returns.
   *
   * @throws RuntimeException what filling, collecting or launching failed with, once every worker
   *     has ended
   */
  public void run(Filler fill, ResultSink sink, Crew crew) {
    filler = fill;
    fill.whenDeclared(loop::ready);
    ItemFlow flow = new ItemFlow(session, fill, sink, loop::fail);
    flow.start();
    try {
      loop.run(crew);
    } finally {
      launched = crew.status().launched();
      flow.stop(stop);
    }
    flow.collectRest();
  }
}
