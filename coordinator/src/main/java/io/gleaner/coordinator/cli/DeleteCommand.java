package io.gleaner.coordinator.cli;

import io.gleaner.coordinator.runtime.JobSession;
import io.gleaner.coordinator.runtime.LedgerCalls;
import io.gleaner.coordinator.runtime.QueueAccess;
import io.gleaner.coordinator.runtime.StopSignal;
import io.gleaner.failure.ExitCode;
import io.gleaner.failure.GleanerException;
import io.gleaner.ledger.LedgerReading;
import io.gleaner.queue.amqp.QueueType;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gleaner delete}: removes a Job's ledger and queues. */
@Command(
    name = "delete",
    description = "Delete a job with its queues, also what is not done or not collected.",
    footerHeading = "%nExample:%n",
    footer = "  gleaner delete thumbs")
final class DeleteCommand implements Callable<Integer> {
  private final Surroundings around;
  @Mixin private final CommonOptions common = new CommonOptions();

  @Mixin private final JobArgument argument = new JobArgument();

  @Option(names = "--force", description = "Delete it although workers are registered.")
  private boolean force;

  DeleteCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    try (JobServers servers = JobServers.find(argument.name(), common, around)) {
      boolean there;
      try (LedgerCalls calls = servers.ledger("delete", new StopSignal())) {
        there = calls.read(LedgerReading::summary).isPresent();
      }
      // The ledger first: from then on workers stop. Killed before the queues are gone, the same
      // command deletes them.
      if (there) {
        deleteLedger(servers);
      }
      try (QueueAccess queue = servers.queue(QueueType.QUORUM, "delete")) {
        queue.admin().delete();
      }
      around.say(
          there
              ? "job " + argument.name() + " is deleted."
              : "there is no job "
                  + argument.name()
                  + " in the ledger; its queues, if any, are deleted.");
      return ExitCode.COMPLETE.code();
    }
  }

  private void deleteLedger(JobServers servers) {
    try (JobSession session = servers.attach("delete", new StopSignal())) {
      int workers = session.summary().workers().size();
      if (workers > 0 && !force) {
        throw GleanerException.configuration(
            "Job %s has registered workers (%d): stop them first, or give --force."
                .formatted(argument.name(), workers));
      }
      session.delete();
    }
  }
}
