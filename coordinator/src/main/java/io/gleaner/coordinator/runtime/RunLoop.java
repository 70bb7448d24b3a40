package io.gleaner.coordinator.runtime;

import io.gleaner.coordinator.launch.Crew;
import io.gleaner.coordinator.launch.CrewStatus;
import io.gleaner.coordinator.launch.WorkerListener;
import io.gleaner.failure.ExitCode;
import io.gleaner.ledger.JobSummary;
import io.gleaner.ledger.LedgerRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One run of a Job in the foreground: has a {@link Crew} work on it, until the Job has ended and
 * every worker with it, or until it is asked to stop. Filling and collecting go on beside it, on
 * threads of their own.
 */
public final class RunLoop implements WorkerListener {
  private static final long GLANCE_MILLIS = 200;

  private final JobSession session;
  private final StopSignal stop;
  private final Consumer<JobSummary> seen;
  private final Consumer<String> lines;
  private final LinkedBlockingQueue<Runnable> events = new LinkedBlockingQueue<>();
  private @Nullable RuntimeException failure;
  private @Nullable Crew crew;
  private boolean ready;
  private boolean leaving;

  /**
   * A loop that has not begun.
   *
   * @param stop ends the run before the Job's end
   * @param seen hears of every glance at the Job, a few times a second
   * @param lines hears what the workers write to standard error
   */
  public RunLoop(
      JobSession session, StopSignal stop, Consumer<JobSummary> seen, Consumer<String> lines) {
    this.session = session;
    this.stop = stop;
    this.seen = seen;
    this.lines = lines;
  }

  /** Something beside the loop has failed: the run cannot go on. From any thread. */
  public void fail(RuntimeException error) {
    events.add(
        () -> {
          if (failure == null) {
            failure = error;
          }
        });
  }

  /** The queue is there: workers may start. From any thread. */
  public void ready() {
    events.add(() -> ready = true);
  }

  @Override
  public void ended(String workerId, int exitCode) {
    events.add(() -> workerEnded(workerId, exitCode));
  }

  @Override
  public void line(String workerId, String line) {
    lines.accept(line);
  }

  private void workerEnded(String id, int exitCode) {
    if (exitCode != 0) {
      // Its handlers are dead by now: what it held may go to others at once.
      session.asLeader(token -> new LedgerRequest.Revoke(token, id));
    }
    if (exitCode == ExitCode.STOPPED.code()) {
      // Before its end is counted: a worker that stopped for a suspended Job has not failed.
      glance();
    }
    if (crew != null) {
      crew.ended(id, exitCode, Instant.now());
    }
  }

  /** Runs until there is no worker any more and no need for one. */
  public void run(Crew workers) {
    crew = workers;
    boolean told = false;
    boolean over = false;
    while (true) {
      if (ready) {
        workers.tick(Instant.now(), over);
      }
      leaving = stop.requested() || failure != null;
      if (leaving && !told) {
        told = true;
        workers.dismiss(Instant.now());
      }
      CrewStatus status = workers.status();
      // The ledger has the last word: the Job may have ended there already, for its own reason.
      status
          .failure()
          .ifPresent(reason -> session.asLeader(token -> new LedgerRequest.Fail(token, reason)));
      if (status.atWork() == 0 && (leaving || status.finished())) {
        if (failure != null) {
          throw failure;
        }
        return;
      }
      over = glance();
      await();
    }
  }

  private boolean glance() {
    JobSummary job = session.summary();
    seen.accept(job);
    if (crew != null && !leaving) {
      crew.suspend(job.view().suspended(), Instant.now());
    }
    return job.view().phase().terminal() && job.view().quiescent();
  }

  private void await() {
    try {
      Runnable event = events.poll(GLANCE_MILLIS, TimeUnit.MILLISECONDS);
      while (event != null) {
        event.run();
        event = events.poll();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stop.request();
    }
  }

  /**
   * How long a launcher waits for workers that were asked to stop: their time to drain, and to give
   * back.
   */
  public static Duration grace(Duration drain) {
    return drain.plusSeconds(10);
  }
}
