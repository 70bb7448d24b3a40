package io.gleaner.coordinator.cli;

import io.gleaner.config.JobName;
import io.gleaner.coordinator.control.ObjectKey;
import io.gleaner.coordinator.runtime.JobSession;
import io.gleaner.coordinator.runtime.LedgerCalls;
import io.gleaner.coordinator.runtime.QueueAccess;
import io.gleaner.coordinator.runtime.StopSignal;
import io.gleaner.failure.ExitCode;
import io.gleaner.failure.GleanerException;
import io.gleaner.ledger.LedgerReading;
import io.gleaner.queue.amqp.QueueType;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gleaner delete}: removes a Job's ledger and queues. */
@Command(
    name = "delete",
    description = {
      "NAME: delete the job of a run with its queues, also what is not done or not collected.",
      "TYPE/NAME, TYPE NAME or -f FILE: delete what was applied, and what belongs to it."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  gleaner delete thumbs",
      "  gleaner delete job/pi cronjob/hello",
      "  gleaner delete -f pi.yaml --cascade=orphan"
    })
final class DeleteCommand implements Callable<Integer> {
  private final Surroundings around;
  @Mixin private final CommonOptions common = new CommonOptions();

  private final ControlAccess access;

  @Parameters(paramLabel = "NAME", arity = "0..*", description = "What to delete.")
  private final List<String> words = new ArrayList<>();

  @Mixin private final ManifestFiles files = new ManifestFiles();

  @Option(
      names = "--cascade",
      paramLabel = "HOW",
      defaultValue = "background",
      description =
          "What becomes of what belongs to an object: background (the object goes first),"
              + " foreground (it goes last) or orphan (it stays). Default: ${DEFAULT-VALUE}.")
  private String cascade = "background";

  @Option(names = "--force", description = "Delete a run's job although workers are registered.")
  private boolean force;

  DeleteCommand(Surroundings around, ControlAccess access) {
    this.around = around;
    this.access = access;
  }

  @Override
  public Integer call() {
    // One word without a slash has always been a run's job, whatever the word.
    if (words.size() == 1 && !words.get(0).contains("/") && !files.given()) {
      return deleteRun(new JobName(words.get(0)));
    }
    Deletions deletions = new Deletions(around, cascade);
    List<ObjectKey> keys = files.given() ? deletions.of(files, words) : deletions.of(words);
    try (ControlAccess.Open open = access.open(common, around)) {
      deletions.delete(open, keys);
    }
    return ExitCode.COMPLETE.code();
  }

  private int deleteRun(JobName name) {
    try (JobServers servers = JobServers.find(name, common, around)) {
      if (Applied.find(servers.endpoints(), name).isPresent()) {
        throw GleanerException.configuration(
            "Job %s was applied: gleaner delete wqj/%s deletes it.".formatted(name, name));
      }
      boolean there;
      try (LedgerCalls calls = servers.ledger("delete", new StopSignal())) {
        there = calls.read(LedgerReading::summary).isPresent();
      }
      // The ledger first: from then on workers stop. Killed before the queues are gone, the same
      // command deletes them.
      if (there) {
        deleteLedger(servers, name);
      }
      try (QueueAccess queue = servers.queue(QueueType.QUORUM, "delete")) {
        queue.admin().delete();
      }
      around.say(
          there
              ? "job " + name + " is deleted."
              : "there is no job " + name + " in the ledger; its queues, if any, are deleted.");
      return ExitCode.COMPLETE.code();
    }
  }

  private void deleteLedger(JobServers servers, JobName name) {
    try (JobSession session = servers.attach("delete", new StopSignal())) {
      int workers = session.summary().workers().size();
      if (workers > 0 && !force) {
        throw GleanerException.configuration(
            "Job %s has registered workers (%d): stop them first, or give --force."
                .formatted(name, workers));
      }
      session.delete();
    }
  }
}
