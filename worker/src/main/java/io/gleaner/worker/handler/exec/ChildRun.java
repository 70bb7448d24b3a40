package io.gleaner.worker.handler.exec;

import io.gleaner.worker.handler.Run;
import io.gleaner.worker.handler.posix.Child;
import io.gleaner.worker.handler.posix.Signals;
import org.jspecify.annotations.Nullable;

/**
 * One attempt that a process works on. Signals may come from any thread, also before there is a
 * process and after there is none; they reach it only while it works on this attempt.
 */
public class ChildRun implements Run {
  private @Nullable Child child;
  private int requested;

  /** An attempt that no process works on yet. */
  public ChildRun() {}

  @Override
  public final void terminate() {
    signal(Signals.TERM);
  }

  @Override
  public final void kill() {
    signal(Signals.KILL);
  }

  /** Whether it was asked to stop. */
  public final synchronized boolean stopRequested() {
    return requested != 0;
  }

  /** A process works on it from now on, and gets the signal that came before. */
  public final synchronized void attach(Child working) {
    child = working;
    if (requested != 0) {
      working.signalGroup(requested);
    }
  }

  /** The process does not work on it any more: no signal reaches it after this. */
  public final synchronized void detach() {
    child = null;
  }

  private synchronized void signal(int signal) {
    requested = requested == Signals.KILL ? Signals.KILL : signal;
    if (child != null) {
      child.signalGroup(signal);
    }
  }
}
