package io.gleaner.benchmark.cli;

import picocli.CommandLine;

/** The program of the benchmark. */
public final class BenchmarkMain {
  private BenchmarkMain() {}

  /** Runs the command line and exits with its code. */
  public static void main(String[] arguments) {
    // Interrupted in the middle of a race: nothing that was started for it stays.
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly),
                "end-what-was-started"));
    System.exit(
        new CommandLine(new BenchmarkCommand())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .execute(arguments));
  }
}
