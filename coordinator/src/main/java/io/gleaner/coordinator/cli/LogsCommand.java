package io.gleaner.coordinator.cli;

import io.gleaner.coordinator.control.Kind;
import io.gleaner.coordinator.control.ObjectKey;
import io.gleaner.coordinator.control.Owner;
import io.gleaner.coordinator.control.WorkerRecord;
import io.gleaner.coordinator.control.client.ResourceType;
import io.gleaner.coordinator.control.client.Target;
import io.gleaner.failure.GleanerException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gleaner logs}: what workers wrote. */
@Command(
    name = "logs",
    description = "Show what a worker wrote, or all workers of a job.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  gleaner logs job/pi",
      "  gleaner logs -f pi-x7k2p",
      "  gleaner logs wqj/thumbs --item 7"
    })
final class LogsCommand extends ControlCommand {
  private static final Duration LOOK = Duration.ofMillis(300);

  @SuppressWarnings("FieldCanBeFinal") // picocli sets it
  @Parameters(
      index = "0",
      paramLabel = "WORKER|TYPE/NAME",
      description = "A worker's name, or a job.")
  private String word = "";

  @Option(
      names = {"-f", "--follow"},
      description = "Go on until the workers have ended.")
  private boolean follow;

  @Option(
      names = "--item",
      paramLabel = "N",
      description = "Only the lines of this item: those that begin with [item N].")
  private @Nullable Long item;

  LogsCommand(Surroundings around, ControlAccess access) {
    super(around, access);
  }

  @Override
  void run(ControlAccess.Open open) {
    Target target = word.contains("/") ? Target.parse(List.of(word)).get(0) : worker(word);
    Predicate<WorkerRecord> wanted = wanted(open, target);
    Map<String, LogTail> tails = new HashMap<>();
    boolean running = true;
    while (running) {
      List<WorkerRecord> workers = open.workers().workers().stream().filter(wanted).toList();
      if (workers.isEmpty() && target.type().kind() == null) {
        throw target.type().notFound(target.name());
      }
      // Asked before reading: what a worker wrote before its end is there once its end is known.
      running = follow && (workers.isEmpty() || workers.stream().anyMatch(w -> !w.phase().isEnd()));
      boolean several = workers.size() > 1;
      for (WorkerRecord worker : workers) {
        tails
            .computeIfAbsent(worker.uid(), uid -> new LogTail(worker.logFile(), !follow))
            .copyTo(around.lines(), several ? "[" + worker.name() + "] " : "", item);
      }
      if (running) {
        var unused = open.objects().awaitChange(Long.MAX_VALUE, LOOK);
      }
    }
  }

  private static Target worker(String name) {
    return new Target(ResourceType.WORKERS, name);
  }

  private static Predicate<WorkerRecord> wanted(ControlAccess.Open open, Target target) {
    if (target.type().kind() == null) {
      return worker -> worker.name().equals(target.name());
    }
    ObjectKey key = target.key();
    Owner owner = object(open, key).asOwner();
    if (owner.key().kind() == Kind.CRON_JOB) {
      throw GleanerException.configuration(
          "A cronjob writes nothing itself: give one of its jobs (gleaner tree " + key + ").");
    }
    return worker -> worker.owner().equals(owner);
  }
}
