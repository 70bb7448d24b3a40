package io.gleaner.coordinator.runtime;

import io.gleaner.coordinator.report.ResultSink;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The way of a Job's items on the coordinator's side: filling, then auditing, and collecting, each
 * on a thread of its own, while workers work.
 */
public final class ItemFlow {
  private final JobSession session;
  private final Filler filler;
  private final Collector collector;
  private final Consumer<RuntimeException> failed;
  private final StopSignal over = new StopSignal();
  private final AtomicReference<@Nullable Thread> auditing = new AtomicReference<>();
  private @Nullable Thread collecting;

  /**
   * A flow that has not begun.
   *
   * @param filler ends by its own pacing too
   * @param sink for one thread: not to be used before {@link #stop} has returned
   * @param failed hears what filling or collecting failed with, on their threads
   */
  public ItemFlow(
      JobSession session, Filler filler, ResultSink sink, Consumer<RuntimeException> failed) {
    this.session = session;
    this.filler = filler;
    this.collector = new Collector(session, sink, over);
    this.failed = failed;
  }

  /** Begins, on threads that do not keep the program from ending. */
  public void start() {
    beside(
        "filler",
        () -> {
          if (filler.fill(true).complete()) {
            auditing.set(beside("auditor", filler.auditor(over)::run));
          }
        });
    collecting = beside("collector", collector::run);
  }

  /**
   * Ends collecting and auditing, and waits for that. Filling ends when its pacing says so.
   *
   * @throws InterruptedException if the waiting was interrupted
   */
  public void stop() throws InterruptedException {
    over.request();
    join(collecting);
    join(auditing.get());
  }

  /** Takes what results wait, once stopped: the rest of them if the Job has ended. */
  public void collectRest() {
    if (session.summary().view().phase().terminal()) {
      collector.finish();
    } else {
      collector.drain();
    }
  }

  private Thread beside(String name, Runnable task) {
    Thread thread =
        new Thread(
            () -> {
              try {
                task.run();
              } catch (StoppedException e) {
                // As asked.
                return;
              } catch (RuntimeException e) {
                failed.accept(e);
              }
            },
            name);
    // An input that waits for its next item cannot be interrupted: the program ends without it.
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private static void join(@Nullable Thread thread) throws InterruptedException {
    if (thread != null) {
      thread.join();
    }
  }
}
