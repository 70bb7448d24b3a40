package io.gleaner.coordinator.cli;

import io.gleaner.coordinator.runtime.StoppedException;
import io.gleaner.failure.ExitCode;
import io.gleaner.failure.GleanerException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns what went wrong into one sentence and an exit code. */
final class Errors implements IExecutionExceptionHandler, IParameterExceptionHandler {
  private final Surroundings around;

  Errors(Surroundings around) {
    this.around = around;
  }

  @Override
  public int handleParseException(ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    around.say(sentence(e));
    around.err().println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
    return ExitCode.USAGE.code();
  }

  private static String sentence(ParameterException e) {
    if (e instanceof UnmatchedArgumentException unmatched) {
      List<String> unknown = unmatched.getUnmatched();
      String first = unknown.isEmpty() ? "" : unknown.get(0);
      return (first.startsWith("-") ? "unknown option '" : "unexpected argument '") + first + "'.";
    }
    String message = String.valueOf(e.getMessage());
    return message.endsWith(".") ? message : message + ".";
  }

  @Override
  public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
    if (parsed.originalArgs().contains("--verbose")) {
      e.printStackTrace(around.err());
    }
    if (e instanceof StoppedException) {
      around.say(String.valueOf(e.getMessage()));
      return ExitCode.STOPPED.code();
    }
    if (e instanceof GleanerException known) {
      around.say(String.valueOf(known.getMessage()));
      return ExitCode.of(known.kind()).code();
    }
    around.say("internal error: " + e + ". Run it with --verbose, and report what it shows.");
    return ExitCode.ERROR.code();
  }
}
