package io.gleaner.worker.handler.java;

import org.jspecify.annotations.Nullable;

/**
 * A thread that handlers run on. What is started while an ending is told goes on the same thread:
 * for short items a change of threads costs more than the item.
 */
final class HandlerThread extends Thread {
  private boolean telling;
  private @Nullable Runnable next;

  HandlerThread(Runnable task) {
    super(task, "handler");
  }

  /** Runs a task on the current thread, and what it was told to go on with. */
  static void runAll(Runnable first) {
    HandlerThread thread = (HandlerThread) Thread.currentThread();
    Runnable task = first;
    while (task != null) {
      thread.next = null;
      task.run();
      task = thread.next;
    }
  }

  /** Tells an ending on the current thread. */
  static void tell(Runnable ending) {
    HandlerThread thread = (HandlerThread) Thread.currentThread();
    thread.telling = true;
    try {
      ending.run();
    } finally {
      thread.telling = false;
    }
  }

  /** Takes a task over, if this is the current thread and it has none to go on with. */
  boolean goesOnWith(Runnable task) {
    if (!telling || next != null) {
      return false;
    }
    next = task;
    return true;
  }
}
