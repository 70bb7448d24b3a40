package io.gleaner.worker.handler.java;

import io.gleaner.worker.handler.Assignment;
import io.gleaner.worker.handler.Durations;
import io.gleaner.worker.handler.Ending;
import io.gleaner.worker.handler.Handler;
import io.gleaner.worker.handler.HandlerThread;
import io.gleaner.worker.handler.Run;
import io.gleaner.worker.handler.Stopwatch;
import io.gleaner.worker.handler.WorkHandler;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs users' Java code on threads of its own. A thread cannot be killed: code that ignores being
 * interrupted is reported to {@link Unstoppable}, so that the worker halts itself in time.
 */
public final class JavaHandler implements Handler {
  private static final Logger LOG = LoggerFactory.getLogger(JavaHandler.class);

  private final JavaSettings settings;
  private final Unstoppable unstoppable;
  private final HandlerClassPath classPath;
  private final JavaCall call;
  private final Set<JavaRun> running = ConcurrentHashMap.newKeySet();
  private final ExecutorService executor;
  private final ScheduledThreadPoolExecutor timer;

  private JavaHandler(
      JavaSettings settings,
      Unstoppable unstoppable,
      HandlerClassPath classPath,
      WorkHandler handler) {
    this.settings = settings;
    this.unstoppable = unstoppable;
    this.classPath = classPath;
    this.call = new JavaCall(handler, settings);
    this.executor =
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new HandlerThread(task, "handler");
              // Code that never returns must not keep the worker from exiting.
              thread.setDaemon(true);
              thread.setContextClassLoader(classPath.loader());
              return thread;
            });
    this.timer =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "handler-timer");
              thread.setDaemon(true);
              return thread;
            });
    timer.setRemoveOnCancelPolicy(true);
  }

  /**
   * Loads the handler.
   *
   * @throws io.gleaner.failure.GleanerException configuration, if there is none, or several without
   *     a name, or it cannot be loaded
   */
  public static JavaHandler load(JavaSettings settings, Unstoppable unstoppable) {
    HandlerClassPath classPath = HandlerClassPath.open(settings.classPath());
    try {
      return new JavaHandler(settings, unstoppable, classPath, classPath.find(settings.name()));
    } catch (RuntimeException e) {
      classPath.close();
      throw e;
    }
  }

  @Override
  public Run start(Assignment assignment, Consumer<Ending> whenEnded) {
    JavaRun run = new JavaRun(assignment, settings.worker(), this::expectEnd);
    running.add(run);
    Runnable task = () -> execute(run, whenEnded);
    HandlerThread.run(executor, task);
    return run;
  }

  /** Interrupts what still runs; what ignores that is reported, and not waited for any longer. */
  @Override
  public void close() {
    executor.shutdown();
    running.forEach(JavaRun::kill);
    try {
      long patience = settings.killPatience().plusSeconds(1).toNanos();
      if (!executor.awaitTermination(patience, TimeUnit.NANOSECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    timer.shutdownNow();
    classPath.close();
  }

  private void execute(JavaRun run, Consumer<Ending> whenEnded) {
    Stopwatch watch = Stopwatch.start();
    Duration timeout = settings.timeout();
    Ending ending;
    if (timeout == null) {
      ending = call.run(run, watch);
    } else {
      Future<?> alarm = timer.schedule(() -> timeOut(run), timeout.toNanos(), TimeUnit.NANOSECONDS);
      ending = call.run(run, watch);
      alarm.cancel(false);
    }
    running.remove(run);
    HandlerThread.tell(() -> whenEnded.accept(ending));
  }

  private void timeOut(JavaRun run) {
    if (run.timeOut()) {
      String timeout = Durations.text(Objects.requireNonNull(settings.timeout()));
      reportAfter(settings.grace(), run, "timed out after " + timeout);
    }
  }

  private void expectEnd(JavaRun run) {
    reportAfter(settings.killPatience(), run, "had to stop");
  }

  private void reportAfter(Duration patience, JavaRun run, String reason) {
    Future<?> unused =
        timer.schedule(() -> report(run, reason), patience.toNanos(), TimeUnit.NANOSECONDS);
  }

  private void report(JavaRun run, String reason) {
    if (run.ended()) {
      return;
    }
    String sentence =
        "item " + run.index() + " " + reason + ", but its handler ignores being interrupted";
    try {
      unstoppable.halt(run.assignment(), sentence);
    } catch (RuntimeException e) {
      LOG.error("{}, and that could not be reported", sentence, e);
    }
  }
}
