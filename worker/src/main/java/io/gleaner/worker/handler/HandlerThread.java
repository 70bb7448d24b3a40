package io.gleaner.worker.handler;

import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * A thread that handlers run on, or that waits for their programs. What is started while an ending
 * is told goes on the same thread: for short items a change of threads costs more than the item.
 */
public final class HandlerThread extends Thread {
  private boolean telling;
  private @Nullable Runnable next;

  /** A thread that is not started. */
  public HandlerThread(Runnable task, String name) {
    super(task, name);
  }

  /**
   * Runs a task on this thread, once the ending that it tells is told, or else on one of the
   * executor's.
   *
   * @param executor all of its threads are handler threads
   */
  public static void run(Executor executor, Runnable task) {
    if (!(Thread.currentThread() instanceof HandlerThread thread && thread.goesOnWith(task))) {
      executor.execute(() -> runAll(task));
    }
  }

  /** Tells an ending on the current thread, which is a handler thread. */
  public static void tell(Runnable ending) {
    HandlerThread thread = (HandlerThread) Thread.currentThread();
    thread.telling = true;
    try {
      ending.run();
    } finally {
      thread.telling = false;
    }
  }

  /** Runs a task on the current thread, and what it was told to go on with. */
  private static void runAll(Runnable first) {
    HandlerThread thread = (HandlerThread) Thread.currentThread();
    Runnable task = first;
    while (task != null) {
      thread.next = null;
      task.run();
      task = thread.next;
    }
  }

  private boolean goesOnWith(Runnable task) {
    if (!telling || next != null) {
      return false;
    }
    next = task;
    return true;
  }
}
