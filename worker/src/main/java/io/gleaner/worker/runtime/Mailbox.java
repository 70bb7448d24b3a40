package io.gleaner.worker.runtime;

import io.gleaner.worker.state.WorkerEvent;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What awaits the worker's one thread: events for its machine, and tasks of the runtime itself. */
final class Mailbox {
  private final LinkedBlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
  private final DelayQueue<Later> later = new DelayQueue<>();
  private final Consumer<WorkerEvent> machine;

  Mailbox(Consumer<WorkerEvent> machine) {
    this.machine = machine;
  }

  /** An event for the machine; from any thread. */
  void post(WorkerEvent event) {
    tasks.add(() -> machine.accept(event));
  }

  /** An event for the machine, at once; from the worker's thread. */
  void deliver(WorkerEvent event) {
    machine.accept(event);
  }

  /** A task for the worker's thread; from any thread. */
  void run(Runnable task) {
    tasks.add(task);
  }

  /** A task for the worker's thread, not before this delay has passed; from that thread. */
  void runLater(long delayMillis, Runnable task) {
    later.add(new Later(Clock.millis() + delayMillis, task));
  }

  /** The next task; null when the time has come before there was one. */
  @Nullable Runnable next(long until) throws InterruptedException {
    Later due = later.poll();
    if (due != null) {
      return due.task();
    }
    Later first = later.peek();
    long wake = first == null ? until : Math.min(until, first.at());
    Runnable task = tasks.poll(Math.max(0, wake - Clock.millis()), TimeUnit.MILLISECONDS);
    if (task != null) {
      return task;
    }
    due = later.poll();
    return due == null ? null : due.task();
  }

  /** A task that is there, or null. */
  @Nullable Runnable poll() {
    return tasks.poll();
  }

  private record Later(long at, Runnable task) implements Delayed {
    @Override
    public long getDelay(TimeUnit unit) {
      return unit.convert(at - Clock.millis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public int compareTo(Delayed other) {
      return Long.compare(getDelay(TimeUnit.MILLISECONDS), other.getDelay(TimeUnit.MILLISECONDS));
    }
  }
}
