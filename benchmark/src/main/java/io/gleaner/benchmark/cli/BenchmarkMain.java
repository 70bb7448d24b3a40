package io.gleaner.benchmark.cli;

import picocli.CommandLine;

/** The program of the benchmark. */
public final class BenchmarkMain {
  private BenchmarkMain() {}

  /** Runs the command line and exits with its code. */
  public static void main(String[] arguments) {
    System.exit(
        new CommandLine(new BenchmarkCommand())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .execute(arguments));
  }
}
