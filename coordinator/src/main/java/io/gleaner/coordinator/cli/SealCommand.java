package io.gleaner.coordinator.cli;

import io.gleaner.coordinator.runtime.JobSession;
import io.gleaner.coordinator.runtime.StopSignal;
import io.gleaner.failure.ExitCode;
import io.gleaner.failure.GleanerException;
import io.gleaner.ledger.LedgerReply;
import io.gleaner.ledger.LedgerRequest;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gleaner seal}: says that a Job that was filled without sealing gets no more items. */
@Command(
    name = "seal",
    description = "Say that no more items will come.",
    footerHeading = "%nExample:%n",
    footer = "  gleaner seal thumbs --total 1000")
final class SealCommand implements Callable<Integer> {
  private final Surroundings around;
  @Mixin private final CommonOptions common = new CommonOptions();

  @Mixin private final JobArgument argument = new JobArgument();

  @Option(
      names = "--total",
      paramLabel = "N",
      description = "How many items there must be. Default: as many as were filled.")
  private @Nullable Long total;

  SealCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    try (JobServers servers = JobServers.find(argument.name(), common, around);
        JobSession session = servers.attach("seal", new StopSignal())) {
      long wanted = total == null ? session.summary().mark() : total;
      LedgerReply reply =
          session.durably(() -> session.asLeader(token -> new LedgerRequest.Seal(token, wanted)));
      if (reply instanceof LedgerReply.SealRefused refused) {
        throw GleanerException.configuration(
            refused.total() >= 0
                ? "Job %s is sealed already, with %d items."
                    .formatted(argument.name(), refused.total())
                : "Job %s cannot be sealed with %d items: %d were filled."
                    .formatted(argument.name(), wanted, refused.mark()));
      }
      around.say("job %s is sealed with %d items.".formatted(argument.name(), wanted));
      return ExitCode.COMPLETE.code();
    }
  }
}
