package io.gleaner.coordinator.cli;

import io.gleaner.config.JobName;
import io.gleaner.coordinator.control.ObjectKey;
import io.gleaner.coordinator.control.client.Target;
import io.gleaner.coordinator.control.client.Waiting;
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
import io.gleaner.coordinator.runtime.Workforce;
import io.gleaner.failure.ErrorKind;
import io.gleaner.failure.ExitCode;
import io.gleaner.failure.GleanerException;
import io.gleaner.ledger.JobSummary;
import io.gleaner.ledger.LedgerReading;
import io.gleaner.queue.amqp.QueueType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gleaner wait}: returns when the Job has ended, durably. */
@Command(
    name = "wait",
    description = {
      "NAME: wait until the job of a run has ended: exit 0 if it is complete, 3 if it failed.",
      "TYPE/NAME --for WHAT: wait for a condition of what was applied."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  gleaner wait thumbs --timeout 1h",
      "  gleaner wait job/pi --for=condition=complete --timeout 60s"
    })
final class WaitCommand implements Callable<Integer> {
  private final Surroundings around;
  @Mixin private final CommonOptions common = new CommonOptions();

  @Mixin private final ClusterOptions cluster = new ClusterOptions();

  private final ControlAccess access;

  @Parameters(paramLabel = "NAME", arity = "1..*", description = "What to wait for.")
  private final List<String> words = new ArrayList<>();

  @Option(
      names = "--for",
      paramLabel = "WHAT",
      description =
          "condition=NAME (or =NAME=VALUE), create or delete; of what was applied. --timeout is"
              + " then 30s if not given.")
  private @Nullable String wanted;

  @Option(
      names = "--timeout",
      paramLabel = "D",
      converter = DurationConverter.class,
      description = "Give up after so long, with exit 1.")
  private @Nullable Duration timeout;

  WaitCommand(Surroundings around, ControlAccess access) {
    this.around = around;
    this.access = access;
  }

  @Override
  public Integer call() {
    boolean applied = words.size() > 1 || words.get(0).contains("/");
    if (wanted == null && applied) {
      throw GleanerException.configuration(
          "Say what to wait for: --for=condition=complete, for example.");
    }
    if (wanted != null) {
      awaitObjects(Waiting.parse(wanted));
      return ExitCode.COMPLETE.code();
    }
    return awaitRun(new JobName(words.get(0)));
  }

  private void awaitObjects(Waiting waiting) {
    Duration limit = timeout == null ? Duration.ofSeconds(30) : timeout;
    try (ControlAccess.Open open = access.open(common, around)) {
      for (Target target : Target.parse(words)) {
        ObjectKey key = target.key();
        if (!waiting.await(open.objects(), key, limit)) {
          throw new GleanerException(
              ErrorKind.PERMANENT,
              "timed out waiting for the condition on %s/%s"
                  .formatted(key.kind().plural(), key.name()));
        }
        around.lines().println(key + " condition met");
      }
    }
  }

  private int awaitRun(JobName name) {
    try (JobServers servers = JobServers.find(name, common, around);
        QueueAccess queue = servers.queue(QueueType.QUORUM, "wait");
        JobSession session = servers.attach("wait", limited())) {
      if (servers.own() && !Verdict.ended(session.summary())) {
        throw new GleanerException(
            ErrorKind.PERMANENT,
            "Job %s is not running now: resume it with gleaner run --job %s."
                .formatted(name, name));
      }
      Progress progress =
          new Progress(
              around.err(),
              Terminal.isStandardError(),
              Terminal.columns(around.env(), WaitCommand::now),
              WaitCommand::now);
      JobSummary end = watch(name, session, queue, progress);
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
    return ("items were in neither the queue nor with a worker, and nobody was there to publish"
            + " them again: %s. If you have the input, gleaner retry %s opens the job again,"
            + " and gleaner fill --job %s --missing publishes them.")
        .formatted(LostItems.ranges(missing), job.job(), job.job());
  }

  private JobSummary watch(JobName name, JobSession session, QueueAccess queue, Progress progress) {
    Patience patience = new Patience(session.pacing(), progress::say);
    try (Workforce workforce = AppliedCluster.workforce(cluster, session, around)) {
      return new JobWatch(
              session,
              session.pacing(),
              seen -> progress.update(counts(seen)),
              () -> patience.insist(() -> LostItems.ready(queue.admin())),
              workforce)
          .awaitEnd();
    } catch (StoppedException e) {
      progress.end();
      throw new GleanerException(
          ErrorKind.TRANSIENT, "Job %s has not ended in the given time.".formatted(name), e);
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
