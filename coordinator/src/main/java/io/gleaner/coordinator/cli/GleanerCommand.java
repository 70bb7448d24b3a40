package io.gleaner.coordinator.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command itself; its work is in its subcommands. */
@Command(
    name = "gleaner",
    versionProvider = VersionFromManifest.class,
    description = "Runs a list of work items on many workers, and knows when all of it is done.",
    synopsisSubcommandLabel = "COMMAND",
    footerHeading = "%nExample:%n",
    footer = {
      "  seq 100 | gleaner run -p 4 -- sh -c 'echo $(($1 * $1))' sh {}",
      "",
      "gleaner COMMAND --help tells more. Exit codes: 0 complete, 1 error, 2 usage, 3 job failed."
    })
final class GleanerCommand {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  private boolean help;

  @Option(names = "--version", versionHelp = true, description = "Show the version.")
  private boolean version;

  /** Whether only a text was asked for. */
  boolean informs() {
    return help || version;
  }
}
