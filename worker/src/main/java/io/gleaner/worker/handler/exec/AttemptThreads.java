package io.gleaner.worker.handler.exec;

import io.gleaner.item.Bytes;
import io.gleaner.worker.handler.Assignment;
import io.gleaner.worker.handler.Ending;
import io.gleaner.worker.handler.HandlerThread;
import io.gleaner.worker.handler.Run;
import io.gleaner.worker.handler.Stopwatch;
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
 * Attempts that each need a thread to wait for them.
 *
 * @param <R> what stands for one of them
 */
public final class AttemptThreads<R extends Run> implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AttemptThreads.class);

  private final Attempt<R> attempt;
  private final Set<R> running = ConcurrentHashMap.newKeySet();
  private final AtomicInteger threads = new AtomicInteger();
  private final ExecutorService executor;

  /**
   * What one is.
   *
   * @param <R> what stands for it
   */
  public interface Attempt<R extends Run> {
    /** Runs it to its end, on this thread. */
    Ending run(R run, Assignment assignment, Stopwatch watch);
  }

  /**
   * Starts no thread yet.
   *
   * @param name what the threads' names begin with
   */
  public AttemptThreads(String name, Attempt<R> attempt) {
    this.attempt = attempt;
    this.executor =
        Executors.newCachedThreadPool(
            task -> new HandlerThread(task, name + "-" + threads.incrementAndGet()));
  }

  /** Starts an attempt. */
  public R start(R run, Assignment assignment, Consumer<Ending> whenEnded) {
    running.add(run);
    HandlerThread.run(executor, () -> execute(run, assignment, whenEnded));
    return run;
  }

  /** Kills all that run, and waits until they have ended. */
  @Override
  public void close() {
    executor.shutdown();
    running.forEach(Run::kill);
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

  private void execute(R run, Assignment assignment, Consumer<Ending> whenEnded) {
    Ending ending = ending(run, assignment, Stopwatch.start());
    running.remove(run);
    HandlerThread.tell(() -> whenEnded.accept(ending));
  }

  private Ending ending(R run, Assignment assignment, Stopwatch watch) {
    try {
      return attempt.run(run, assignment, watch);
    } catch (RuntimeException | Error e) {
      LOG.error("item {} could not be run", assignment.index(), e);
      return watch.ending(
          Ending.Kind.FAILED, 1, Bytes.EMPTY, "could not be run: " + e.getMessage(), "");
    }
  }
}
