package io.gleaner.coordinator.cli;

import io.gleaner.coordinator.control.redis.RedisStore;
import io.gleaner.coordinator.runtime.JobSession;
import io.gleaner.coordinator.runtime.Patience;
import io.gleaner.coordinator.runtime.QueueAccess;
import io.gleaner.coordinator.runtime.Republisher;
import io.gleaner.coordinator.runtime.StopSignal;
import io.gleaner.failure.ExitCode;
import io.gleaner.queue.amqp.QueueType;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gleaner retry}: puts dead letters back. */
@Command(
    name = "retry",
    description = "Put items that failed for good back into the queue.",
    footerHeading = "%nExamples:%n",
    footer = {"  gleaner retry thumbs", "  gleaner retry thumbs 17 42"})
final class RetryCommand implements Callable<Integer> {
  private final Surroundings around;
  @Mixin private final CommonOptions common = new CommonOptions();

  @Mixin private final JobArgument argument = new JobArgument();

  @SuppressWarnings("FieldCanBeFinal") // picocli sets it
  @Parameters(
      index = "1..*",
      paramLabel = "INDEX",
      description = "Which items, by index. Default: all that failed.")
  private List<Long> indexes = List.of();

  @Option(
      names = "--queue-type",
      paramLabel = "TYPE",
      defaultValue = "QUORUM",
      description = "The type that the job was filled with. Default: quorum.")
  private QueueType type = QueueType.QUORUM;

  RetryCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    try (JobServers servers = JobServers.find(argument.name(), common, around)) {
      return Applied.find(servers.endpoints(), argument.name()).isPresent()
          ? ask(servers)
          : retry(servers);
    }
  }

  /** Its coordinator leads it, and does it when asked. */
  private int ask(JobServers servers) {
    try (RedisStore store =
        RedisStore.connect(servers.endpoints().ledger(), RedisStore.DEFAULT, "gleaner-cli")) {
      around.say(new RetryAsking(store, around::say).ask(Applied.key(argument.name()), indexes));
    }
    return ExitCode.COMPLETE.code();
  }

  private int retry(JobServers servers) {
    StopSignal stop = new StopSignal();
    try (JobSession session = servers.attach("retry", stop);
        QueueAccess queue = servers.queue(type, "retry")) {
      session.lead();
      Republisher.Outcome outcome =
          new Republisher(session, queue, new Patience(stop, around::say)).retry(indexes);
      around.say(outcome.sentence(argument.name()));
      return ExitCode.COMPLETE.code();
    }
  }
}
