package io.gleaner.coordinator.cli;

import picocli.CommandLine.Command;

/** {@code gleaner resume}: lets what was suspended go on. */
@Command(
    name = "resume",
    description = "Let a suspended job or cronjob go on.",
    footerHeading = "%nExamples:%n",
    footer = {"  gleaner resume thumbs", "  gleaner resume job/pi"})
final class ResumeCommand extends SuspensionCommand {
  ResumeCommand(Surroundings around, ControlAccess access) {
    super(around, access, false);
  }
}
