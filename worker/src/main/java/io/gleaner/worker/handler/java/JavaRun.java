package io.gleaner.worker.handler.java;

import io.gleaner.worker.handler.Assignment;
import io.gleaner.worker.handler.Run;
import io.gleaner.worker.handler.WorkContext;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The thread of one attempt: interrupted only while it runs this attempt, never a later one. */
final class JavaRun implements Run, WorkContext {
  private final Assignment assignment;
  private final String worker;
  private final Consumer<JavaRun> whenKilled;
  private @Nullable Thread thread;
  private boolean cancelled;
  private boolean killed;
  private boolean timedOut;
  private boolean ended;

  JavaRun(Assignment assignment, String worker, Consumer<JavaRun> whenKilled) {
    this.assignment = assignment;
    this.worker = worker;
    this.whenKilled = whenKilled;
  }

  @Override
  public synchronized void terminate() {
    cancelled = true;
    if (thread != null) {
      thread.interrupt();
    }
  }

  @Override
  public void kill() {
    synchronized (this) {
      terminate();
      if (killed || ended) {
        return;
      }
      killed = true;
    }
    whenKilled.accept(this);
  }

  /** Its time is up: false if it has ended before. */
  synchronized boolean timeOut() {
    if (ended) {
      return false;
    }
    timedOut = true;
    terminate();
    return true;
  }

  /** This thread runs it from now on; false if it must not start any more. */
  synchronized boolean begin() {
    thread = Thread.currentThread();
    return !cancelled;
  }

  /** This thread does not run it any more; no interrupt is left over for what comes next. */
  synchronized void end() {
    thread = null;
    ended = true;
    Thread.interrupted();
  }

  synchronized boolean ended() {
    return ended;
  }

  synchronized boolean timedOut() {
    return timedOut;
  }

  Assignment assignment() {
    return assignment;
  }

  @Override
  public String job() {
    return assignment.job();
  }

  @Override
  public long index() {
    return assignment.index();
  }

  @Override
  public int attempt() {
    return assignment.attempt();
  }

  @Override
  public long fencingToken() {
    return assignment.token();
  }

  @Override
  public String worker() {
    return worker;
  }

  @Override
  public synchronized boolean cancelled() {
    return cancelled;
  }
}
