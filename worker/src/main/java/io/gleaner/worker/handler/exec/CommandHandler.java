package io.gleaner.worker.handler.exec;

import io.gleaner.worker.handler.Assignment;
import io.gleaner.worker.handler.Ending;
import io.gleaner.worker.handler.Handler;
import io.gleaner.worker.handler.Run;
import io.gleaner.worker.handler.guard.ProcessGuard;
import io.gleaner.worker.handler.posix.Features;
import java.util.function.Consumer;

/**
 * Runs a command for each item: in a process group of its own, killed as one, with standard input
 * empty or the item, standard output as the result, and one thread that waits for it all.
 */
public final class CommandHandler implements Handler {
  private final ProcessGuard guard;
  private final AttemptThreads<CommandRun> attempts;

  /**
   * A handler that starts nothing yet.
   *
   * @param guard told of every process group
   * @param stderr gets the commands' standard error
   */
  public CommandHandler(
      CommandLine command, ExecSettings settings, ProcessGuard guard, StderrSink stderr) {
    this(command, settings, guard, stderr, Features.ofThisSystem());
  }

  CommandHandler(
      CommandLine command,
      ExecSettings settings,
      ProcessGuard guard,
      StderrSink stderr,
      Features features) {
    this.guard = guard;
    this.attempts =
        new AttemptThreads<>(
            "command", new CommandStarter(command, settings, stderr, features)::run);
  }

  @Override
  public Run start(Assignment assignment, Consumer<Ending> whenEnded) {
    return attempts.start(new CommandRun(guard), assignment, whenEnded);
  }

  @Override
  public void close() {
    attempts.close();
  }
}
