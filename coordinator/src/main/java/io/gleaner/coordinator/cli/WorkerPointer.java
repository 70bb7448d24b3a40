package io.gleaner.coordinator.cli;

import io.gleaner.failure.GleanerException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Lists the worker in the help; the program {@code gleaner} starts it without coming here. */
@Command(name = "worker", description = "Take items of a job and run them. (gleaner worker --help)")
final class WorkerPointer implements Callable<Integer> {
  @Override
  public Integer call() {
    throw GleanerException.configuration(
        "The worker is a program of its own: start it as gleaner worker.");
  }
}
