package io.gleaner.coordinator.cli;

import picocli.CommandLine.Command;

/** {@code gleaner suspend}: stops an object's workers, or a CronJob's starts. */
@Command(
    name = "suspend",
    description = "Stop a job's workers until it is resumed; of a cronjob, start no more jobs.",
    footerHeading = "%nExamples:%n",
    footer = {"  gleaner suspend thumbs", "  gleaner suspend job/pi"})
final class SuspendCommand extends SuspensionCommand {
  SuspendCommand(Surroundings around, ControlAccess access) {
    super(around, access, true);
  }
}
