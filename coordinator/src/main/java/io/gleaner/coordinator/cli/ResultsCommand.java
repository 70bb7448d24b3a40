package io.gleaner.coordinator.cli;

import io.gleaner.config.StateFolder;
import io.gleaner.coordinator.control.redis.RedisStore;
import io.gleaner.coordinator.report.Outcome;
import io.gleaner.coordinator.report.ResultSink;
import io.gleaner.coordinator.report.Screen;
import io.gleaner.coordinator.runtime.Collector;
import io.gleaner.coordinator.runtime.JobFiles;
import io.gleaner.coordinator.runtime.JobSession;
import io.gleaner.coordinator.runtime.JobWatch;
import io.gleaner.coordinator.runtime.StopSignal;
import io.gleaner.coordinator.runtime.Workforce;
import io.gleaner.failure.ExitCode;
import io.gleaner.ledger.JobSummary;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gleaner results}: collects what waits in the ledger. */
@Command(
    name = "results",
    description = "Collect the results that wait; what was collected leaves the ledger.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  gleaner results thumbs --tag",
      "  gleaner results thumbs --results out.jsonl --follow"
    })
final class ResultsCommand implements Callable<Integer> {
  private final Surroundings around;
  @Mixin private final CommonOptions common = new CommonOptions();
  @Mixin private final ResultOptions options = new ResultOptions();

  @Mixin private final ClusterOptions cluster = new ClusterOptions();

  @Mixin private final JobArgument argument = new JobArgument();

  @Option(names = "--follow", description = "Go on until the job has ended.")
  private boolean follow;

  ResultsCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    options.check();
    try (JobServers servers = JobServers.find(argument.name(), common, around)) {
      return Applied.find(servers.endpoints(), argument.name()).isPresent()
          ? collected(servers)
          : collect(servers);
    }
  }

  /** Its coordinator collects them into a file; they are shown from there, as often as asked. */
  private int collected(JobServers servers) {
    try (RedisStore store =
        RedisStore.connect(servers.endpoints().ledger(), RedisStore.DEFAULT, "gleaner-cli")) {
      new CollectedResults(store, options, around).show(Applied.key(argument.name()), follow);
    }
    return ExitCode.COMPLETE.code();
  }

  private JobSummary awaitEnd(JobSession session, StopSignal stop, Collector collector) {
    try (Workforce workforce = AppliedCluster.workforce(cluster, session, around)) {
      return new JobWatch(
              session, stop, seen -> collector.collectOnce(), () -> Long.MAX_VALUE, workforce)
          .awaitEnd();
    }
  }

  private int collect(JobServers servers) {
    StopSignal stop = new StopSignal();
    try (JobSession session = servers.attach("results", stop)) {
      JobFiles files =
          new JobFiles(StateFolder.of(argument.name(), around.env()), session.uid()).prepare();
      try (ResultSink sink =
          options.open(session, files, around.out(), Screen.NONE, Outcome::item)) {
        session.lead();
        Collector collector = new Collector(session, sink, stop);
        collector.catchUp();
        JobSummary summary = session.summary();
        if (follow) {
          summary = awaitEnd(session, stop, collector);
        }
        if (Verdict.ended(summary) && summary.view().quiescent()) {
          collector.finish();
        } else {
          collector.drain();
        }
        return follow ? Verdict.exitCode(summary).code() : ExitCode.COMPLETE.code();
      }
    }
  }
}
