package io.gleaner.worker.handler.stream;

import io.gleaner.worker.handler.exec.Alarm;
import io.gleaner.worker.handler.exec.ItemPipes;
import io.gleaner.worker.handler.exec.StderrLines;
import io.gleaner.worker.handler.posix.Child;
import io.gleaner.worker.handler.posix.ExitStatus;
import io.gleaner.worker.handler.posix.IoBuffer;
import io.gleaner.worker.handler.posix.Pipe;
import io.gleaner.worker.handler.posix.Poller;
import java.time.Duration;

/**
 * A running program and the worker's ends of its pipes. Used by one thread at a time; signals may
 * come from any.
 */
final class StreamChild {
  private static final int STDIN = 0;
  private static final int STDOUT = 1;
  private static final int STDERR = 2;
  private static final int CHILD = 3;
  private static final int PLACES = 4;

  // Between two looks where the system cannot wake us when a process ends.
  private static final int LONGEST_PAUSE_MILLIS = 20;

  // As much as a pipe holds may be left of a program that has ended.
  private static final int MOST_READS = 32;

  private final Child process;
  private final Duration grace;
  private final Poller poller = new Poller(PLACES);
  private final IoBuffer io = new IoBuffer();
  private final LineBuffer lines;
  private final int[] fds;
  private boolean broken;

  /**
   * Takes over a process and the worker's ends of its pipes.
   *
   * @param grace how long it may live after it closed a pipe that it is of no use without
   */
  StreamChild(Child process, ItemPipes.Ends ends, int longestLine, Duration grace) {
    this.process = process;
    this.grace = grace;
    this.lines = new LineBuffer(longestLine);
    this.fds = new int[] {ends.stdin(), ends.stdout(), ends.stderr()};
    poller.toRead(STDOUT, ends.stdout());
    poller.toRead(STDERR, ends.stderr());
    poller.toRead(CHILD, process.descriptor());
  }

  /** The process, which leads a group of its own. */
  Child process() {
    return process;
  }

  /** Whether it runs and has written nothing since its last answer. */
  boolean isFit() {
    poller.await(0);
    readOutput();
    return !broken && lines.isEmpty() && !process.ended();
  }

  /** Whether it has said something that nobody had asked for. */
  boolean spokeUnasked() {
    return !lines.isEmpty();
  }

  /** Writes a request, and waits for a line or for the program's end. */
  Reply ask(byte[] request, StderrLines errors, Alarm alarm) {
    int written = 0;
    boolean timedOut = false;
    int pause = 1;
    Alarm farewell = new Alarm(null, grace);
    poller.toWrite(STDIN, fds[STDIN]);
    while (true) {
      int wait = earlier(alarm.millisLeft(), farewell.millisLeft());
      if (process.descriptor() < 0) {
        wait = earlier(wait, pause);
        pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
      }
      poller.await(wait);
      boolean wasBroken = broken;
      if (fds[STDIN] >= 0 && poller.ready(STDIN)) {
        written = write(request, written);
      }
      boolean ended =
          (process.descriptor() == Poller.NONE || poller.ready(CHILD)) && process.ended();
      read(errors, ended ? MOST_READS : 1);
      if (lines.tooLong()) {
        return new Reply.TooLong();
      }
      byte[] line = timedOut || written < request.length ? null : lines.next();
      if (line != null) {
        // What it wrote before its answer is there by now.
        poller.await(0);
        readErrors(errors);
        return new Reply.Line(line);
      }
      if (ended) {
        return timedOut ? new Reply.TimedOut() : new Reply.Ended();
      }
      if (broken && !wasBroken) {
        farewell = new Alarm(grace, grace);
      }
      int due = alarm.dueSignal();
      timedOut |= due != 0;
      due = Math.max(due, farewell.dueSignal());
      if (due != 0) {
        process.signalGroup(due);
      }
    }
  }

  /** Nothing more will be asked: a program that reads to the end of its input ends by itself. */
  void endInput() {
    close(STDIN);
  }

  /** Waits until it has ended by itself, no longer than that, and reads what it says. */
  void awaitEnd(long deadlineNanos, StderrLines errors) {
    while (!process.ended()) {
      long left = (deadlineNanos - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return;
      }
      poller.await((int) Math.min(left, LONGEST_PAUSE_MILLIS));
      read(errors, 1);
    }
    read(errors, MOST_READS);
  }

  /** Kills what is left of its group, waits until that is gone, and frees everything. Call once. */
  ExitStatus end(Runnable beforeItsNumberIsFree) {
    ExitStatus status = process.finish(beforeItsNumberIsFree);
    close(STDIN);
    close(STDOUT);
    close(STDERR);
    return status;
  }

  private int write(byte[] request, int from) {
    int count = io.write(fds[STDIN], request, from);
    if (count == IoBuffer.ENDED) {
      broken = true;
      close(STDIN);
      return from;
    }
    if (from + count == request.length) {
      poller.toWrite(STDIN, Poller.NONE);
    }
    return from + count;
  }

  private void read(StderrLines errors, int times) {
    for (int i = 0; i < times; i++) {
      if (i > 0 || times > 1) {
        // Of a program that has ended, what it wrote after the last look counts too.
        poller.await(0);
      }
      boolean any = readOutput();
      any |= readErrors(errors);
      if (!any) {
        return;
      }
    }
  }

  /** Whether something was there. */
  private boolean readOutput() {
    if (fds[STDOUT] < 0 || !poller.ready(STDOUT)) {
      return false;
    }
    int count = io.read(fds[STDOUT]);
    if (count == IoBuffer.ENDED) {
      broken = true;
      close(STDOUT);
      return false;
    }
    lines.add(io.bytes(), count);
    return true;
  }

  private boolean readErrors(StderrLines errors) {
    if (fds[STDERR] < 0 || !poller.ready(STDERR)) {
      return false;
    }
    int count = io.read(fds[STDERR]);
    if (count == IoBuffer.ENDED) {
      close(STDERR);
      return false;
    }
    errors.accept(io.bytes(), count);
    return true;
  }

  private void close(int stream) {
    Pipe.close(fds[stream]);
    fds[stream] = Poller.NONE;
    poller.toRead(stream, Poller.NONE);
  }

  private static int earlier(int one, int other) {
    return one < 0 ? other : other < 0 ? one : Math.min(one, other);
  }
}
