package io.gleaner.faults.cli;

import picocli.CommandLine;

/** The program of the fault harness. */
public final class SoakMain {
  private SoakMain() {}

  /** Runs the command line and exits with its code. */
  public static void main(String[] arguments) {
    System.exit(
        new CommandLine(new SoakCommand())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .execute(arguments));
  }
}
