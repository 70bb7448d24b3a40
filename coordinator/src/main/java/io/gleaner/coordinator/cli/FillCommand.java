package io.gleaner.coordinator.cli;

import io.gleaner.config.JobName;
import io.gleaner.config.StateFolder;
import io.gleaner.coordinator.runtime.Filler;
import io.gleaner.coordinator.runtime.JobFiles;
import io.gleaner.coordinator.runtime.JobSession;
import io.gleaner.coordinator.runtime.QueueAccess;
import io.gleaner.coordinator.runtime.StopSignal;
import io.gleaner.failure.ExitCode;
import io.gleaner.ledger.JobSpec;
import io.gleaner.queue.amqp.QueueType;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gleaner fill}: opens a Job, publishes its items and seals it. */
@Command(
    name = "fill",
    description = "Publish a job's items, and say that no more will come.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  gleaner fill --job thumbs --items names.txt",
      "  find . -name '*.png' -print0 | gleaner fill --job thumbs -0"
    })
final class FillCommand implements Callable<Integer> {
  private final Surroundings around;
  @Mixin private final CommonOptions common = new CommonOptions();
  @Mixin private final ItemOptions items = new ItemOptions();
  @Mixin private final JobOptions options = new JobOptions();

  @Option(
      names = "--job",
      required = true,
      paramLabel = "NAME",
      converter = JobNameConverter.class,
      description = "The job's name.")
  private JobName job = new JobName("unnamed");

  @Option(
      names = "--queue-type",
      paramLabel = "TYPE",
      defaultValue = "QUORUM",
      description = "quorum or classic, on RabbitMQ. Default: quorum.")
  private QueueType type = QueueType.QUORUM;

  @Option(names = "--no-seal", description = "More items will come: do not seal the job.")
  private boolean noSeal;

  @Option(
      names = "--missing",
      description =
          "Publish all again that is not done, as after the queue was purged; a copy does no harm.")
  private boolean missing;

  FillCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    JobSpec spec = options.spec(parameters());
    try (JobServers servers = JobServers.configured(job, common, around);
        QueueAccess queue = servers.queue(type, "fill")) {
      StopSignal stop = new StopSignal();
      try (JobSession session = servers.open("fill", spec, stop, queue)) {
        JobFiles files = new JobFiles(StateFolder.of(job, around.env()), session.uid()).prepare();
        try (InputOpening input = InputOpening.of(items, files, around)) {
          session.lead();
          FillProgress progress = new FillProgress(around);
          Filler filler =
              new Filler(
                  session, queue, input.source(), files.republishNote(), stop, progress::say);
          Filler.Filled filled = progress.during(filler, () -> fill(filler));
          around.say(
              "job %s has %d item%s%s."
                  .formatted(
                      job,
                      filled.items(),
                      filled.items() == 1 ? "" : "s",
                      noSeal ? " and is not sealed" : " and is sealed"));
          return ExitCode.COMPLETE.code();
        }
      }
    }
  }

  private Filler.Filled fill(Filler filler) {
    Filler.Filled filled = filler.fill(!noSeal);
    if (missing) {
      filler.publishMissing(count -> "As you asked, " + count);
    }
    return filled;
  }

  private String parameters() {
    return "{\"items\":\"" + items.format().name().toLowerCase(Locale.ROOT) + "\"}";
  }
}
