package io.gleaner.coordinator.cli;

import io.gleaner.coordinator.control.Kind;
import io.gleaner.coordinator.control.ObjectKey;
import io.gleaner.coordinator.display.Shown;
import io.gleaner.coordinator.display.Tree;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code gleaner tree}: an object with all that belongs to it. */
@Command(
    name = "tree",
    description = "Show an object with the jobs and workers that belong to it.",
    footerHeading = "%nExample:%n",
    footer = "  gleaner tree cronjob/hello")
final class TreeCommand extends ControlCommand {
  @Parameters(paramLabel = "TYPE/NAME", arity = "1..*", description = "The object.")
  private final List<String> words = new ArrayList<>();

  TreeCommand(Surroundings around, ControlAccess access) {
    super(around, access);
  }

  @Override
  void run(ControlAccess.Open open) {
    for (ObjectKey key : keys(open, words)) {
      List<Shown> jobs =
          Stream.of(Kind.JOB, Kind.WORK_QUEUE_JOB)
              .flatMap(kind -> open.objects().list(kind).stream())
              .map(Shown::of)
              .toList();
      around
          .lines()
          .print(
              Tree.of(Shown.of(object(open, key)), jobs, open.workers().workers(), Instant.now()));
    }
  }
}
