package io.gleaner.coordinator.cli;

import io.gleaner.coordinator.control.ObjectKey;
import io.gleaner.coordinator.control.client.Changing;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code gleaner suspend}: stops an object's workers, or a CronJob's starts. */
@Command(
    name = "suspend",
    description = "Stop a job's workers until it is resumed; of a cronjob, start no more jobs.",
    footerHeading = "%nExample:%n",
    footer = "  gleaner suspend job/pi")
final class SuspendCommand extends ControlCommand {
  @Parameters(paramLabel = "TYPE/NAME", arity = "1..*", description = "The objects.")
  private final List<String> words = new ArrayList<>();

  SuspendCommand(Surroundings around, ControlAccess access) {
    super(around, access);
  }

  @Override
  void run(ControlAccess.Open open) {
    for (ObjectKey key : keys(open, words)) {
      new Changing(open.objects()).suspend(key, true);
      around.lines().println(key + " suspended");
    }
  }
}
