package io.gleaner.coordinator.cli;

import io.gleaner.coordinator.control.client.Applying;
import io.gleaner.coordinator.manifest.Manifest;
import io.gleaner.failure.ExitCode;
import io.gleaner.failure.GleanerException;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gleaner apply}: makes objects what files say. */
@Command(
    name = "apply",
    description = {
      "Create or change Jobs, CronJobs and WorkQueueJobs as files say.",
      "Nothing is applied if there is a mistake in any of them."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  gleaner apply -f pi.yaml",
      "  cat *.yaml | gleaner apply -f - --dry-run",
      "  gleaner apply -f thumbs.yaml --on kubernetes -n batch"
    })
final class ApplyCommand extends ControlCommand {
  @Mixin private final ManifestFiles files = new ManifestFiles();

  @Mixin private final ClusterOptions cluster = new ClusterOptions();
  @Mixin private final PodOptions pods = new PodOptions();

  @Option(names = "--dry-run", description = "Only say what would be done.")
  private boolean dryRun;

  private List<Manifest> manifests = List.of();

  ApplyCommand(Surroundings around, ControlAccess access) {
    super(around, access);
  }

  @Override
  public Integer call() {
    if (!files.given()) {
      throw GleanerException.configuration("Give -f FILE, or -f - for standard input.");
    }
    // Before there is any server: mistakes are told without one.
    manifests = files.read(around);
    if (cluster.onKubernetes()) {
      new ClusterApply(around, common, cluster, pods).apply(manifests, dryRun);
      return ExitCode.COMPLETE.code();
    }
    if (cluster.clusterGiven() || pods.given()) {
      throw ClusterOptions.withoutCluster();
    }
    return super.call();
  }

  @Override
  void run(ControlAccess.Open open) {
    new Applying(open.objects(), new KeptBeside(ControlServers.items(around.env())))
        .apply(manifests, dryRun, Instant.now())
        .forEach(around.lines()::println);
  }
}
