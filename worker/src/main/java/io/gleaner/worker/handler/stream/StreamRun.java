package io.gleaner.worker.handler.stream;

import io.gleaner.worker.handler.Run;
import io.gleaner.worker.handler.posix.Signals;
import org.jspecify.annotations.Nullable;

/** One attempt: signals reach the program only while it works on this item. */
final class StreamRun implements Run {
  private @Nullable StreamChild child;
  private int requested;

  @Override
  public void terminate() {
    signal(Signals.TERM);
  }

  @Override
  public void kill() {
    signal(Signals.KILL);
  }

  /** Whether it was asked to stop. */
  synchronized boolean stopRequested() {
    return requested != 0;
  }

  /** The program works on this item from now on. */
  synchronized void attach(StreamChild working) {
    child = working;
    if (requested != 0) {
      working.signal(requested);
    }
  }

  /** It does not any more: no signal reaches it after this. */
  synchronized void detach() {
    child = null;
  }

  private synchronized void signal(int signal) {
    requested = requested == Signals.KILL ? Signals.KILL : signal;
    if (child != null) {
      child.signal(signal);
    }
  }
}
