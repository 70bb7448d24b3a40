package io.gleaner.faults.run;

import io.gleaner.faults.evidence.EventKind;
import io.gleaner.faults.fault.Target;
import io.gleaner.faults.process.Waiting;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A process that is started again whenever it has ended without the Job's verdict, 0 or 3, as
 * Kubernetes or a person would. Each start has an id of its own. For any thread.
 */
final class Kept {
  private static final long AGAIN_MILLIS = 500;
  private static final int FAILED = 3;
  private static final int NONE = -1;

  private final String name;
  private final Journal journal;
  private final Function<String, Process> starting;
  private int starts;
  private @Nullable Process process;
  private int verdict = NONE;
  private boolean dismissed;

  Kept(String name, Journal journal, Function<String, Process> starting) {
    this.name = name;
    this.journal = journal;
    this.starting = starting;
  }

  /** Starts it. */
  void start() {
    Process first = launch();
    if (first != null) {
      Thread thread = new Thread(() -> keep(first), "keeps " + name);
      thread.setDaemon(true);
      thread.start();
    }
  }

  private void keep(Process first) {
    Process running = first;
    while (running != null) {
      int code;
      try {
        code = running.waitFor();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
      ended(code);
      running = !speaksOfTheEnd(code) && Waiting.pause(AGAIN_MILLIS) ? launch() : null;
    }
  }

  private synchronized @Nullable Process launch() {
    if (dismissed) {
      return null;
    }
    starts++;
    journal.note(EventKind.BEGAN, id(), "-");
    process = starting.apply(id());
    return process;
  }

  private synchronized void ended(int code) {
    verdict = speaksOfTheEnd(code) ? code : NONE;
    if (!dismissed) {
      journal.note(EventKind.EXIT, id(), Integer.toString(code));
    }
  }

  private String id() {
    return name + "-" + starts;
  }

  /** The process, if it runs. */
  synchronized Optional<Target> target() {
    Process last = process;
    return last != null && last.isAlive()
        ? Optional.of(new Target(id(), last.pid()))
        : Optional.empty();
  }

  /** Whether it has ended with this verdict, and was not started again. */
  synchronized boolean endedWith(int code) {
    return verdict == code;
  }

  /** Starts it again after a verdict. */
  void again() {
    synchronized (this) {
      if (verdict == NONE) {
        return;
      }
      verdict = NONE;
    }
    start();
  }

  private static boolean speaksOfTheEnd(int code) {
    return code == 0 || code == FAILED;
  }

  /** Ends it, whatever it does, and starts it no more. */
  synchronized void kill() {
    dismissed = true;
    if (process != null) {
      process.destroyForcibly();
    }
  }
}
