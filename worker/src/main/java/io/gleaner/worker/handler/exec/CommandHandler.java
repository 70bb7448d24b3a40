package io.gleaner.worker.handler.exec;

import io.gleaner.item.Bytes;
import io.gleaner.worker.handler.Assignment;
import io.gleaner.worker.handler.Ending;
import io.gleaner.worker.handler.Handler;
import io.gleaner.worker.handler.Run;
import io.gleaner.worker.handler.Stopwatch;
import io.gleaner.worker.handler.guard.ProcessGuard;
import io.gleaner.worker.handler.posix.Features;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a command for each item: in a process group of its own, killed as one, with standard input
 * empty or the item, standard output as the result, and one thread that waits for it all.
 */
public final class CommandHandler implements Handler {
  private static final Logger LOG = LoggerFactory.getLogger(CommandHandler.class);

  private final CommandStarter starter;
  private final ProcessGuard guard;
  private final Set<CommandRun> running = ConcurrentHashMap.newKeySet();
  private final AtomicInteger threads = new AtomicInteger();
  private final ExecutorService executor =
      Executors.newCachedThreadPool(
          task -> new Thread(task, "command-" + threads.incrementAndGet()));

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
    this.starter = new CommandStarter(command, settings, stderr, features);
    this.guard = guard;
  }

  @Override
  public Run start(Assignment assignment, Consumer<Ending> whenEnded) {
    CommandRun run = new CommandRun(guard);
    running.add(run);
    executor.execute(() -> execute(run, assignment, whenEnded));
    return run;
  }

  @Override
  public void close() {
    executor.shutdown();
    running.forEach(CommandRun::kill);
    boolean interrupted = false;
    while (true) {
      try {
        if (executor.awaitTermination(1, TimeUnit.DAYS)) {
          break;
        }
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void execute(CommandRun run, Assignment assignment, Consumer<Ending> whenEnded) {
    Stopwatch watch = Stopwatch.start();
    Ending ending;
    try {
      ending = starter.run(run, assignment, watch);
    } catch (RuntimeException | Error e) {
      LOG.error("item {} could not be run", assignment.index(), e);
      ending =
          watch.ending(
              Ending.Kind.FAILED, 1, Bytes.EMPTY, "could not be run: " + e.getMessage(), "");
    }
    running.remove(run);
    whenEnded.accept(ending);
  }
}
