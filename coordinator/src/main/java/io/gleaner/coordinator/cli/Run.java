package io.gleaner.coordinator.cli;

import io.gleaner.command.CommandWords;
import io.gleaner.command.Placed;
import io.gleaner.coordinator.fill.ItemCursor;
import io.gleaner.coordinator.launch.Crew;
import io.gleaner.coordinator.report.Progress;
import io.gleaner.coordinator.report.ResultSink;
import io.gleaner.coordinator.report.Screen;
import io.gleaner.coordinator.report.Summary;
import io.gleaner.coordinator.report.Terminal;
import io.gleaner.coordinator.runtime.Collector;
import io.gleaner.coordinator.runtime.Filler;
import io.gleaner.coordinator.runtime.JobFiles;
import io.gleaner.coordinator.runtime.JobRun;
import io.gleaner.coordinator.runtime.JobSession;
import io.gleaner.coordinator.runtime.QueueAccess;
import io.gleaner.coordinator.runtime.SameInput;
import io.gleaner.coordinator.runtime.StopSignal;
import io.gleaner.failure.ExitCode;
import io.gleaner.ledger.JobSummary;
import java.util.OptionalLong;

/** One foreground run of a Job, from its opening to its verdict. */
final class Run {
  /** Bytes of heap that a message in the embedded broker may take, generously. */
  private static final long BYTES_A_MESSAGE = 4_096;

  private final Surroundings around;
  private final JobServers servers;
  private final JobSession session;
  private final QueueAccess queue;
  private final JobFiles files;
  private final StopSignal stop;
  private final Progress progress;
  private final long began = now();

  Run(
      Surroundings around,
      JobServers servers,
      JobSession session,
      QueueAccess queue,
      JobFiles files,
      StopSignal stop) {
    this.around = around;
    this.servers = servers;
    this.session = session;
    this.queue = queue;
    this.files = files;
    this.stop = stop;
    this.progress =
        new Progress(
            around.err(),
            Terminal.isStandardError(),
            Terminal.columns(around.env(), Run::now),
            Run::now);
  }

  /** Runs the Job with whoever shall work on it. */
  ExitCode run(ItemOptions items, ResultOptions results, CommandWords words, CrewFactory crews) {
    session.lead();
    JobSummary before = session.summary();
    try (ResultSink sink =
        results.open(
            session,
            files,
            around.out(),
            screen(results),
            outcome -> words.line(new Placed(outcome.item(), outcome.index(), 1)))) {
      Collector collector = new Collector(session, sink, new StopSignal());
      collector.catchUp();
      if (Verdict.ended(before)) {
        collector.finish();
        requireSameInput(items);
        return endedBefore(before);
      }
      try (InputOpening input = InputOpening.of(items, files, around)) {
        JobRun run = new JobRun(session, stop, progress::update, this::say);
        Filler filler =
            new Filler(
                session,
                servers.own() ? queue.bounded(run::ended, messageLimit(), stop) : queue,
                input.source(),
                files.republishNote(),
                stop,
                this::say);
        try (Crew crew = crews.crew(session, run.loop())) {
          Interrupts.listen(this::interrupted, () -> interruptedAgain(crew));
          run.run(filler, sink, crew);
        } finally {
          progress.end();
        }
        return verdict(before, run.launched());
      }
    }
  }

  /** Results and progress share a screen only when both go to the terminal. */
  private Screen screen(ResultOptions results) {
    boolean both =
        results.toStandardOutput() && Terminal.isStandardOutput() && Terminal.isStandardError();
    return both ? progress : Screen.NONE;
  }

  private void say(String sentence) {
    progress.say("gleaner: " + sentence);
  }

  /** Whoever gives another input under this name must not be told that it is done. */
  private void requireSameInput(ItemOptions items) {
    if (items.standardInput() && Terminal.isStandardInput()) {
      return;
    }
    try (InputOpening input = InputOpening.of(items, files, around);
        ItemCursor cursor = input.source().from(0)) {
      SameInput.check(cursor, session);
    }
  }

  private ExitCode endedBefore(JobSummary summary) {
    around.say(Verdict.sentence(summary) + " Nothing was run.");
    if (Verdict.exitCode(summary) == ExitCode.JOB_FAILED) {
      around.say(
          "gleaner retry %s puts its failed items back, gleaner delete %s forgets it."
              .formatted(session.job(), session.job()));
    }
    return Verdict.exitCode(summary);
  }

  private ExitCode verdict(JobSummary before, int launched) {
    JobSummary end = session.durably(session::summary);
    OptionalLong total = end.total() < 0 ? OptionalLong.empty() : OptionalLong.of(end.total());
    new Summary(
            session.job().value(),
            total,
            end.done(),
            end.failed(),
            before.done() + before.failed(),
            end.retries(),
            now() - began,
            launched)
        .lines()
        .forEach(line -> around.err().println("gleaner: " + line));
    if (!Verdict.ended(end)) {
      return stop.requested() ? ExitCode.INTERRUPTED : ExitCode.ERROR;
    }
    if (Verdict.exitCode(end) != ExitCode.COMPLETE) {
      around.say(Verdict.sentence(end));
    }
    return Verdict.exitCode(end);
  }

  /** Removes every trace of a complete Job that nobody has named. */
  void forget() {
    queue.admin().delete();
    session.delete();
  }

  private void interrupted() {
    say("stopping; a second Ctrl-C stops at once.");
    stop.request();
  }

  private static void interruptedAgain(Crew crew) {
    crew.killAll();
    Runtime.getRuntime().halt(ExitCode.INTERRUPTED.code());
  }

  private static long messageLimit() {
    return Math.max(1_000, Runtime.getRuntime().maxMemory() / BYTES_A_MESSAGE);
  }

  private static long now() {
    return System.nanoTime() / 1_000_000;
  }
}
