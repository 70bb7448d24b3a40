package io.gleaner.coordinator.cli;

import io.gleaner.coordinator.control.ObjectKey;
import io.gleaner.coordinator.control.client.Changing;
import io.gleaner.failure.GleanerException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gleaner scale}: changes how many workers a Job may have. */
@Command(
    name = "scale",
    description = "Change how many workers of a job run at once.",
    footerHeading = "%nExample:%n",
    footer = "  gleaner scale job/pi --parallelism 4")
final class ScaleCommand extends ControlCommand {
  @Parameters(paramLabel = "TYPE/NAME", arity = "1..*", description = "The jobs.")
  private final List<String> words = new ArrayList<>();

  @Option(
      names = {"--parallelism", "--replicas"},
      paramLabel = "N",
      required = true,
      description = "So many workers, 0 or more.")
  private int parallelism;

  ScaleCommand(Surroundings around, ControlAccess access) {
    super(around, access);
  }

  @Override
  void run(ControlAccess.Open open) {
    if (parallelism < 0) {
      throw GleanerException.configuration("--parallelism must not be negative.");
    }
    for (ObjectKey key : keys(open, words)) {
      new Changing(open.objects()).scale(key, parallelism);
      around.lines().println(key + " scaled");
    }
  }
}
