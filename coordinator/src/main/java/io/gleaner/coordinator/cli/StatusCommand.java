package io.gleaner.coordinator.cli;

import io.gleaner.coordinator.launch.cluster.ClusterJobState;
import io.gleaner.coordinator.runtime.LedgerCalls;
import io.gleaner.coordinator.runtime.QueueAccess;
import io.gleaner.coordinator.runtime.StopSignal;
import io.gleaner.failure.ExitCode;
import io.gleaner.failure.GleanerException;
import io.gleaner.ledger.JobSummary;
import io.gleaner.ledger.LedgerReading;
import io.gleaner.queue.QueueAdmin;
import io.gleaner.queue.amqp.QueueType;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gleaner status}: a Job in figures. */
@Command(
    name = "status",
    description = "Show how far a job is, and who works on it.",
    footerHeading = "%nExamples:%n",
    footer = {"  gleaner status thumbs", "  gleaner status thumbs -o json | jq .done"})
final class StatusCommand implements Callable<Integer> {
  private final Surroundings around;
  @Mixin private final CommonOptions common = new CommonOptions();

  @Mixin private final ClusterOptions cluster = new ClusterOptions();

  @Mixin private final JobArgument argument = new JobArgument();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      defaultValue = "table",
      converter = OutputFormat.Converter.class,
      description = "table or json. Default: ${DEFAULT-VALUE}.")
  private OutputFormat format = OutputFormat.TABLE;

  StatusCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    try (JobServers servers = JobServers.find(argument.name(), common, around);
        LedgerCalls calls = servers.ledger("status", new StopSignal())) {
      JobSummary summary =
          calls
              .read(LedgerReading::summary)
              .orElseThrow(
                  () ->
                      GleanerException.configuration(
                          "There is no job %s in this ledger.".formatted(argument.name())));
      StatusReport report = new StatusReport(summary, depth(servers), workers(summary));
      around.lines().print(format == OutputFormat.JSON ? report.json() : report.table());
      return ExitCode.COMPLETE.code();
    }
  }

  private @Nullable ClusterJobState workers(JobSummary job) {
    Optional<AppliedCluster> applied =
        AppliedCluster.find(cluster, argument.name(), job.uid(), around);
    try {
      return applied.map(AppliedCluster::look).orElse(null);
    } catch (GleanerException e) {
      around.say("the cluster's workers are not known: " + e.getMessage());
      return null;
    } finally {
      applied.ifPresent(AppliedCluster::close);
    }
  }

  /** Of a queue that cannot be asked nothing is shown; the Job's figures do not depend on it. */
  private QueueAdmin.@Nullable Depth depth(JobServers servers) {
    if (servers.own()) {
      return null;
    }
    try (QueueAccess queue = servers.queue(QueueType.QUORUM, "status")) {
      return queue.admin().depth();
    } catch (GleanerException e) {
      around.say("the queue's messages are not known: " + e.getMessage());
      return null;
    }
  }
}
