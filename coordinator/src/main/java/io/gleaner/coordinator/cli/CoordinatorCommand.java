package io.gleaner.coordinator.cli;

import io.gleaner.config.StateFolder;
import io.gleaner.coordinator.control.process.ProcessRunner;
import io.gleaner.coordinator.control.queue.QueueWorks;
import io.gleaner.coordinator.control.redis.RedisStore;
import io.gleaner.coordinator.control.service.CoordinatorService;
import io.gleaner.coordinator.launch.process.WorkerProgram;
import io.gleaner.coordinator.runtime.Holder;
import io.gleaner.coordinator.runtime.StopSignal;
import io.gleaner.failure.ExitCode;
import java.time.Clock;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code gleaner coordinator}: runs what was applied, until it is asked to stop. */
@Command(
    name = "coordinator",
    description = "Run the Jobs and CronJobs that were applied, until interrupted.",
    footerHeading = "%nExample:%n",
    footer = "  gleaner coordinator")
final class CoordinatorCommand implements Callable<Integer> {
  private final Surroundings around;
  @Mixin private final CommonOptions common = new CommonOptions();

  CoordinatorCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    StopSignal stop = new StopSignal();
    try (ControlServers servers = ControlServers.configuredOrStart(common, around);
        RedisStore store = servers.store("coordinator")) {
      StateFolder folder = ControlServers.folder(around.env()).create();
      Clock clock = Clock.system(ZoneId.systemDefault());
      String holder = Holder.here(around.env());
      try (QueueWorks items = items(servers, clock, holder)) {
        run(store, folder, items, clock, holder, stop);
      }
    }
    return ExitCode.COMPLETE.code();
  }

  private QueueWorks items(ControlServers servers, Clock clock, String holder) {
    return QueueWorks.of(
        new QueueWorks.Setting(
            servers.endpoints(),
            servers.own() ? clock.instant() : null,
            ControlServers.items(around.env())),
        WorkerProgram.ofDistribution(around.env()).command(),
        holder,
        around::say);
  }

  private void run(
      RedisStore store,
      StateFolder folder,
      QueueWorks items,
      Clock clock,
      String holder,
      StopSignal stop) {
    CoordinatorService service =
        new CoordinatorService(
            store,
            store,
            store,
            new ProcessRunner(folder.createFolder("workers"), around.env(), clock),
            items,
            holder,
            Holder.host(around.env()),
            clock,
            around::say);
    Interrupts.listen(stop::request, () -> Runtime.getRuntime().halt(ExitCode.INTERRUPTED.code()));
    around.say("the coordinator runs; Ctrl-C stops it, and leaves the workers running.");
    while (!stop.requested()) {
      service.await(service.tick());
    }
    service.stepDown();
  }
}
