package io.gleaner.worker.handler.exec;

import io.gleaner.worker.handler.guard.ProcessGuard;
import io.gleaner.worker.handler.posix.Child;
import io.gleaner.worker.handler.posix.ExitStatus;
import io.gleaner.worker.handler.posix.Poller;
import io.gleaner.worker.handler.posix.Signals;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The processes of one attempt, from their start until nothing is left of their group. */
final class CommandRun extends ChildRun {
  // Between two looks where the system cannot wake us when a process ends.
  private static final int LONGEST_PAUSE_MILLIS = 20;

  private final ProcessGuard guard;
  private boolean timedOut;

  CommandRun(ProcessGuard guard) {
    this.guard = guard;
  }

  /** Whether its time was up. */
  boolean timedOut() {
    return timedOut;
  }

  /** Takes over a child that was just started. */
  void started(Child started) {
    guard.add(started.pid());
    attach(started);
  }

  /** Waits until the command has ended by itself, by a signal, by its time or by its output. */
  void awaitEnd(Child running, ItemStreams streams, @Nullable Duration timeout, Duration grace) {
    Alarm alarm = new Alarm(timeout, grace);
    int pause = 1;
    while (true) {
      int wait = alarm.millisLeft();
      if (running.descriptor() < 0) {
        wait = wait < 0 ? pause : Math.min(wait, pause);
        pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
      }
      streams.pump(running.descriptor(), wait);
      boolean mayHaveEnded = running.descriptor() == Poller.NONE || streams.childReady();
      if (mayHaveEnded && running.ended()) {
        return;
      }
      if (streams.tooLarge()) {
        running.signalGroup(Signals.KILL);
      }
      int due = alarm.dueSignal();
      if (due != 0) {
        timedOut = true;
        running.signalGroup(due);
      }
    }
  }

  /** Kills what is left of the group, waits until it is gone, and reaps. */
  ExitStatus finish(Child ended) {
    return ended.finish(() -> guard.remove(ended.pid()));
  }
}
