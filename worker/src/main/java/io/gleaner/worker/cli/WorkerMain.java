package io.gleaner.worker.cli;

import io.gleaner.failure.ExitCode;
import io.gleaner.failure.GleanerException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import picocli.CommandLine;

/** The program {@code gleaner worker}. */
public final class WorkerMain {
  private WorkerMain() {}

  /** Runs a worker and exits with its exit code. */
  public static void main(String[] args) {
    String[] own = args.length > 0 && args[0].equals("worker") ? tail(args) : args;
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    System.exit(execute(System.getenv(), err, own));
  }

  private static String[] tail(String[] args) {
    return Arrays.copyOfRange(args, 1, args.length);
  }

  static int execute(Map<String, String> env, PrintWriter err, String... args) {
    TerminationLog lastWord = TerminationLog.of(env, err);
    WorkerCommand command = new WorkerCommand(env, lastWord);
    return new CommandLine(command)
        .setErr(err)
        // A command's own words may begin with an @.
        .setExpandAtFiles(false)
        .setExecutionExceptionHandler(
            (error, line, parsed) -> {
              line.getErr().println("gleaner worker: " + sentence(error));
              lastWord.write(sentence(error));
              if (command.verbose()) {
                error.printStackTrace(line.getErr());
              }
              return error instanceof GleanerException known
                  ? ExitCode.of(known.kind()).code()
                  : ExitCode.ERROR.code();
            })
        .setParameterExceptionHandler(
            (error, parsed) -> {
              CommandLine line = error.getCommandLine();
              line.getErr().println("gleaner worker: " + error.getMessage());
              lastWord.write(String.valueOf(error.getMessage()));
              line.getErr().println("Try 'gleaner worker --help'.");
              return ExitCode.USAGE.code();
            })
        .execute(args);
  }

  private static String sentence(Exception error) {
    return error instanceof GleanerException
        ? String.valueOf(error.getMessage())
        : "an error of its own: " + error + " (--verbose shows where)";
  }
}
