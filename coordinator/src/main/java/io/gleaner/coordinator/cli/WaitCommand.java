package io.gleaner.coordinator.cli;

import io.gleaner.coordinator.report.Counts;
import io.gleaner.coordinator.report.Progress;
import io.gleaner.coordinator.report.Terminal;
import io.gleaner.coordinator.runtime.JobSession;
import io.gleaner.coordinator.runtime.JobWatch;
import io.gleaner.coordinator.runtime.LostItems;
import io.gleaner.coordinator.runtime.Pacing;
import io.gleaner.coordinator.runtime.Patience;
import io.gleaner.coordinator.runtime.QueueAccess;
import io.gleaner.coordinator.runtime.StopSignal;
import io.gleaner.coordinator.runtime.StoppedException;
import io.gleaner.failure.ErrorKind;
import io.gleaner.failure.GleanerException;
import io.gleaner.ledger.JobSummary;
import io.gleaner.ledger.LedgerReading;
import io.gleaner.queue.amqp.QueueType;
import java.time.Duration;
import java.util.BitSet;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gleaner wait}: returns when the Job has ended, durably. */
@Command(
    name = "wait",
    description = "Wait until a job has ended: exit 0 if it is complete, 3 if it failed.",
    footerHeading = "%nExample:%n",
    footer = "  gleaner wait thumbs --timeout 1h")
final class WaitCommand implements Callable<Integer> {
  private final Surroundings around;
  @Mixin private final CommonOptions common = new CommonOptions();

  @Mixin private final JobArgument argument = new JobArgument();

  @Option(
      names = "--timeout",
      paramLabel = "D",
      converter = DurationConverter.class,
      description = "Give up after so long, with exit 1.")
  private @Nullable Duration timeout;

  WaitCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    try (JobServers servers = JobServers.find(argument.name(), common, around);
        QueueAccess queue = servers.queue(QueueType.QUORUM, "wait");
        JobSession session = servers.attach("wait", limited())) {
      if (servers.own() && !Verdict.ended(session.summary())) {
        throw new GleanerException(
            ErrorKind.PERMANENT,
            "Job %s is not running now: resume it with gleaner run --job %s."
                .formatted(argument.name(), argument.name()));
      }
      Progress progress =
          new Progress(
              around.err(),
              Terminal.isStandardError(),
              Terminal.columns(around.env(), WaitCommand::now),
              WaitCommand::now);
      JobSummary end = watch(session, queue, progress);
      progress.end();
      around.say(Verdict.sentence(end));
      if (end.view().reason().equals(JobWatch.ITEMS_LOST)) {
        around.say(lost(session, end));
      }
      return Verdict.exitCode(end).code();
    }
  }

  private static String lost(JobSession session, JobSummary job) {
    BitSet missing = session.read(LedgerReading::settled);
    missing.flip(0, Math.toIntExact(job.total()));
    return ("items were in neither the queue nor with a worker, and nobody was there to publish them"
            + " again: %s. If you have the input, gleaner retry %s opens the job again, and gleaner"
            + " fill --job %s --missing publishes them.")
        .formatted(LostItems.ranges(missing), job.job(), job.job());
  }

  private JobSummary watch(JobSession session, QueueAccess queue, Progress progress) {
    Patience patience = new Patience(session.pacing(), progress::say);
    try {
      return new JobWatch(
              session,
              session.pacing(),
              seen -> progress.update(counts(seen)),
              () -> patience.insist(() -> LostItems.ready(queue.admin())))
          .awaitEnd();
    } catch (StoppedException e) {
      progress.end();
      throw new GleanerException(
          ErrorKind.TRANSIENT,
          "Job %s has not ended in the given time.".formatted(argument.name()),
          e);
    }
  }

  private Pacing limited() {
    StopSignal forever = new StopSignal();
    if (timeout == null) {
      return forever;
    }
    long end = now() + timeout.toMillis();
    return duration -> {
      long left = end - now();
      return left > 0 && forever.pause(Duration.ofMillis(Math.min(left, duration.toMillis())));
    };
  }

  static Counts counts(JobSummary job) {
    OptionalLong total = job.total() < 0 ? OptionalLong.empty() : OptionalLong.of(job.total());
    return new Counts(job.mark(), total, job.done(), job.failed(), job.running());
  }

  private static long now() {
    return System.nanoTime() / 1_000_000;
  }
}
