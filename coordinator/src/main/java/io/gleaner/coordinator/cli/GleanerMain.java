package io.gleaner.coordinator.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;

/** The program {@code gleaner}, but for its worker. */
public final class GleanerMain {
  private GleanerMain() {}

  /** Runs the command and exits with its code. */
  public static void main(String[] args) {
    System.exit(run(args, Surroundings.ofProcess()));
  }

  /** Runs a command and returns its exit code. */
  public static int run(String[] args, Surroundings around) {
    return commandLine(around).execute(args.length == 0 ? new String[] {"--help"} : args);
  }

  static CommandLine commandLine(Surroundings around) {
    return commandLine(around, ControlAccess.ofServers());
  }

  static CommandLine commandLine(Surroundings around, ControlAccess access) {
    Errors errors = new Errors(around);
    CommandLine line =
        new CommandLine(new GleanerCommand())
            .addSubcommand(new RunCommand(around))
            .addSubcommand(new FillCommand(around))
            .addSubcommand(new SealCommand(around))
            .addSubcommand(new WorkerPointer())
            .addSubcommand(new WaitCommand(around, access))
            .addSubcommand(new StatusCommand(around))
            .addSubcommand(new DeadLettersCommand(around))
            .addSubcommand(new RetryCommand(around))
            .addSubcommand(new ResultsCommand(around))
            .addSubcommand(new DeleteCommand(around, access))
            .addSubcommand(new ApplyCommand(around, access))
            .addSubcommand(new GetCommand(around, access))
            .addSubcommand(new DescribeCommand(around, access))
            .addSubcommand(new TreeCommand(around, access))
            .addSubcommand(new LogsCommand(around, access))
            .addSubcommand(new SuspendCommand(around, access))
            .addSubcommand(new ResumeCommand(around, access))
            .addSubcommand(new ScaleCommand(around, access))
            .addSubcommand(new CreateCommand(around, access))
            .addSubcommand(new CoordinatorCommand(around))
            .addSubcommand(new ConformanceCommand(around));
    // Set last: they reach only the subcommands that are there. An item may begin with @.
    return line.setExpandAtFiles(false)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setOut(new PrintWriter(around.out(), true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(around.err(), true, StandardCharsets.UTF_8))
        .setParameterExceptionHandler(errors)
        .setExecutionExceptionHandler(errors);
  }
}
