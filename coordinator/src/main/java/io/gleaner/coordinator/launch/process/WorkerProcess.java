package io.gleaner.coordinator.launch.process;

import io.gleaner.coordinator.launch.WorkerListener;
import io.gleaner.failure.GleanerException;
import io.gleaner.process.Orphans;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** One worker process, watched by two threads: one reads its standard error, one waits. */
final class WorkerProcess {
  /** What was written before the end is in the pipe: reading it takes no longer than this. */
  private static final Duration LAST_LINES = Duration.ofSeconds(2);

  private final String id;
  private final Process process;
  private final OutputStream log;
  private final WorkerListener listener;
  private final CountDownLatch told = new CountDownLatch(1);
  private final Object telling = new Object();
  private boolean ended;

  WorkerProcess(String id, Process process, OutputStream log, WorkerListener listener) {
    this.id = id;
    this.process = process;
    this.log = log;
    this.listener = listener;
  }

  /** Begins to watch; {@code afterwards} runs when the end has been told. */
  void watch(Runnable afterwards) {
    Thread reader = daemon("stderr of " + id, this::read);
    reader.start();
    daemon(
            "end of " + id,
            () -> {
              try {
                awaitEnd(reader);
              } finally {
                afterwards.run();
                told.countDown();
              }
            })
        .start();
  }

  long pid() {
    return process.pid();
  }

  void stop() {
    // Not Process.destroy(), which closes the streams too, and with them the last lines.
    process.toHandle().destroy();
  }

  void kill() {
    process.toHandle().destroyForcibly();
  }

  boolean awaitTold(long nanos) throws InterruptedException {
    return told.await(Math.max(0, nanos), TimeUnit.NANOSECONDS);
  }

  private void read() {
    try (log) {
      new StderrLines(this::tell, log).readAll(process.getErrorStream());
    } catch (IOException e) {
      tell("(the log of this worker is not whole: " + e.getMessage() + ")");
    }
  }

  private void awaitEnd(Thread reader) {
    int exitCode = uninterruptibly(process::waitFor);
    // Whoever declares a worker dead kills its handlers first; only then its leases may go.
    killOrphans();
    uninterruptibly(
        () -> {
          reader.join(LAST_LINES.toMillis());
          return 0;
        });
    synchronized (telling) {
      ended = true;
    }
    listener.ended(id, exitCode);
  }

  /** Who keeps the pipe open beyond the worker's end, a daemon that it left, is not listened to. */
  private void tell(String line) {
    synchronized (telling) {
      if (!ended) {
        listener.line(id, line);
      }
    }
  }

  private void killOrphans() {
    boolean done = false;
    while (!done) {
      try {
        Orphans.kill(id);
        done = true;
      } catch (GleanerException e) {
        // Already waited for a while. As long as one of them lives, the worker has not ended.
        tell(e.getMessage() + "; trying again");
      }
    }
  }

  private static Thread daemon(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  /** Nobody interrupts these threads, which are this class' own. */
  private static int uninterruptibly(Waiting waiting) {
    while (true) {
      try {
        return waiting.await();
      } catch (InterruptedException e) {
        // Waits on.
      }
    }
  }

  private interface Waiting {
    int await() throws InterruptedException;
  }
}
