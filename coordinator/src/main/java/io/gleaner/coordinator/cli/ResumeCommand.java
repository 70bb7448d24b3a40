package io.gleaner.coordinator.cli;

import io.gleaner.coordinator.control.ObjectKey;
import io.gleaner.coordinator.control.client.Changing;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code gleaner resume}: lets what was suspended go on. */
@Command(
    name = "resume",
    description = "Let a suspended job or cronjob go on.",
    footerHeading = "%nExample:%n",
    footer = "  gleaner resume job/pi")
final class ResumeCommand extends ControlCommand {
  @Parameters(paramLabel = "TYPE/NAME", arity = "1..*", description = "The objects.")
  private final List<String> words = new ArrayList<>();

  ResumeCommand(Surroundings around, ControlAccess access) {
    super(around, access);
  }

  @Override
  void run(ControlAccess.Open open) {
    for (ObjectKey key : keys(open, words)) {
      new Changing(open.objects()).suspend(key, false);
      around.lines().println(key + " resumed");
    }
  }
}
