package io.gleaner.coordinator.cli;

import io.gleaner.command.CommandWords;
import io.gleaner.command.Placed;
import io.gleaner.config.StateFolder;
import io.gleaner.coordinator.fill.ItemCursor;
import io.gleaner.coordinator.job.JobSpec;
import io.gleaner.coordinator.launch.Launcher;
import io.gleaner.coordinator.launch.WorkerOrder;
import io.gleaner.coordinator.launch.process.ProcessLauncher;
import io.gleaner.coordinator.launch.process.ProcessSettings;
import io.gleaner.coordinator.launch.process.WorkerProgram;
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
import io.gleaner.coordinator.runtime.RunLoop;
import io.gleaner.coordinator.runtime.SameInput;
import io.gleaner.coordinator.runtime.StopSignal;
import io.gleaner.failure.ExitCode;
import io.gleaner.failure.GleanerException;
import io.gleaner.item.Bytes;
import io.gleaner.ledger.JobSummary;
import io.gleaner.process.RawArguments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** One foreground run of a Job, from its opening to its verdict. */
final class Run {
  /** Bytes of heap that a message in the embedded broker may take, generously. */
  private static final long BYTES_A_MESSAGE = 4_096;

  private final Surroundings around;
  private final JobServers servers;
  private final JobSession session;
  private final QueueAccess queue;
  private final JobFiles files;
  private final StateFolder folder;
  private final JobSpec crew;
  private final StopSignal stop;
  private final Progress progress;
  private final long began = now();

  Run(
      Surroundings around,
      JobServers servers,
      JobSession session,
      QueueAccess queue,
      JobFiles files,
      StateFolder folder,
      JobSpec crew,
      StopSignal stop) {
    this.around = around;
    this.servers = servers;
    this.session = session;
    this.queue = queue;
    this.files = files;
    this.folder = folder;
    this.crew = crew;
    this.stop = stop;
    this.progress =
        new Progress(
            around.err(),
            Terminal.isStandardError(),
            Terminal.columns(around.env(), Run::now),
            Run::now);
  }

  ExitCode run(ItemOptions items, ResultOptions results, WorkOptions work) {
    session.lead();
    JobSummary before = session.summary();
    CommandWords words = work.words();
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
        try (Launcher launcher = launcher(work, run.loop())) {
          Interrupts.listen(this::interrupted, () -> interruptedAgain(launcher));
          run.run(filler, sink, launcher, order(work), crew);
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

  private Launcher launcher(WorkOptions work, RunLoop loop) {
    return new ProcessLauncher(
        new ProcessSettings(
            WorkerProgram.ofDistribution(around.env()),
            folder.createFolder("logs"),
            RunLoop.grace(work.drain())),
        loop);
  }

  private WorkerOrder order(WorkOptions work) {
    List<Bytes> command = work.command();
    return new WorkerOrder(
        session.job(),
        session.uid(),
        servers.endpoints(),
        work.workerOptions(),
        command.isEmpty() ? null : commandFile(command));
  }

  /** Words that are not text in this locale would not survive as arguments of a Java program. */
  private @Nullable Path commandFile(List<Bytes> command) {
    Path file = folder.file("command");
    try {
      return Files.write(file, RawArguments.join(command));
    } catch (IOException e) {
      throw GleanerException.configuration("Cannot write " + file + ": " + e.getMessage());
    }
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

  private static void interruptedAgain(Launcher launcher) {
    launcher.killAll();
    Runtime.getRuntime().halt(ExitCode.INTERRUPTED.code());
  }

  private static long messageLimit() {
    return Math.max(1_000, Runtime.getRuntime().maxMemory() / BYTES_A_MESSAGE);
  }

  private static long now() {
    return System.nanoTime() / 1_000_000;
  }
}
