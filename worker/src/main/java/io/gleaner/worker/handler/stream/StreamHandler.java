package io.gleaner.worker.handler.stream;

import io.gleaner.item.Bytes;
import io.gleaner.worker.handler.Assignment;
import io.gleaner.worker.handler.Ending;
import io.gleaner.worker.handler.Handler;
import io.gleaner.worker.handler.Run;
import io.gleaner.worker.handler.Stopwatch;
import io.gleaner.worker.handler.exec.ExecSettings;
import io.gleaner.worker.handler.exec.StderrSink;
import io.gleaner.worker.handler.guard.ProcessGuard;
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
 * Keeps one program running for each slot, and gives it the slot's items one after the other, as
 * JSON Lines (docs/stream-handlers.md). A program that fails its item by dying, by taking too long
 * or by an answer that cannot be understood is ended with its whole process group; the next item
 * starts another.
 */
public final class StreamHandler implements Handler {
  private static final Logger LOG = LoggerFactory.getLogger(StreamHandler.class);

  private final StreamSlots slots;
  private final StreamAttempt attempt;
  private final Set<StreamRun> running = ConcurrentHashMap.newKeySet();
  private final AtomicInteger threads = new AtomicInteger();
  private final ExecutorService executor =
      Executors.newCachedThreadPool(
          task -> new Thread(task, "stream-" + threads.incrementAndGet()));

  /**
   * A handler that starts nothing yet.
   *
   * @param guard told of every process group
   * @param stderr gets the programs' standard error
   */
  public StreamHandler(
      StreamProgram program, ExecSettings settings, ProcessGuard guard, StderrSink stderr) {
    this.slots = new StreamSlots(program, settings, guard, stderr);
    this.attempt = new StreamAttempt(slots, settings, stderr);
  }

  @Override
  public Run start(Assignment assignment, Consumer<Ending> whenEnded) {
    StreamRun run = new StreamRun();
    running.add(run);
    executor.execute(() -> execute(run, assignment, whenEnded));
    return run;
  }

  /**
   * Kills what works on an item; a program that has none gets the end of its input and the grace
   * period to end by itself.
   */
  @Override
  public void close() {
    executor.shutdown();
    running.forEach(StreamRun::kill);
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
    slots.close();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void execute(StreamRun run, Assignment assignment, Consumer<Ending> whenEnded) {
    Stopwatch watch = Stopwatch.start();
    Ending ending;
    try {
      ending = attempt.run(run, assignment, watch);
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
