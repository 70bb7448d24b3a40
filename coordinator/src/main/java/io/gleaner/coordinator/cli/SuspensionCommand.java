package io.gleaner.coordinator.cli;

import io.gleaner.config.JobName;
import io.gleaner.coordinator.control.ObjectKey;
import io.gleaner.coordinator.control.client.Changing;
import io.gleaner.coordinator.control.client.ResourceType;
import io.gleaner.coordinator.runtime.JobSession;
import io.gleaner.coordinator.runtime.StopSignal;
import io.gleaner.failure.ExitCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/**
 * What {@code suspend} and {@code resume} have in common: they take objects that were applied, as
 * {@code TYPE/NAME}, or the Job of a {@code run} or {@code fill}, by its name alone.
 */
abstract class SuspensionCommand extends ControlCommand {
  private final boolean suspended;
  @Mixin private final ClusterOptions cluster = new ClusterOptions();

  @Parameters(
      paramLabel = "NAME|TYPE/NAME",
      arity = "1..*",
      description = "The job of a run or fill, or objects that were applied.")
  private final List<String> words = new ArrayList<>();

  SuspensionCommand(Surroundings around, ControlAccess access, boolean suspended) {
    super(around, access);
    this.suspended = suspended;
  }

  @Override
  public Integer call() {
    if (words.size() != 1 || words.get(0).contains("/") || isType(words.get(0))) {
      return super.call();
    }
    job(new JobName(words.get(0)));
    return ExitCode.COMPLETE.code();
  }

  /** What is called like a type is taken for one, as everywhere. */
  private static boolean isType(String word) {
    return ResourceType.find(word).isPresent();
  }

  /** A Job in a ledger. Its workers see it there, whoever started them. */
  private void job(JobName name) {
    try (JobServers servers = JobServers.find(name, common(), around);
        JobSession session = servers.attach(word(), new StopSignal())) {
      suspend(session);
      around.say(
          suspended
              ? "job %s is suspended: its workers stop, and what they hold is given back."
                  .formatted(name)
              : "job %s is resumed.".formatted(name));
    }
  }

  /**
   * A cluster's pods first: those that see the suspension in the ledger leave by themselves, and a
   * cluster would replace them. Resumed in the other order, for the same reason.
   */
  private void suspend(JobSession session) {
    Optional<AppliedCluster> applied = AppliedCluster.find(cluster, session, around);
    try {
      if (!suspended) {
        session.suspend(false);
      }
      applied.ifPresent(there -> there.suspend(suspended));
    } finally {
      if (suspended) {
        session.suspend(true);
      }
      applied.ifPresent(AppliedCluster::close);
    }
  }

  @Override
  void run(ControlAccess.Open open) {
    for (ObjectKey key : keys(open, words)) {
      new Changing(open.objects()).suspend(key, suspended);
      around.lines().println(key + " " + word());
    }
  }

  private String word() {
    return suspended ? "suspended" : "resumed";
  }
}
