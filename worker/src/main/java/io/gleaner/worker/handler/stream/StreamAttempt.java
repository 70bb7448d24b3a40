package io.gleaner.worker.handler.stream;

import io.gleaner.item.Bytes;
import io.gleaner.worker.handler.Assignment;
import io.gleaner.worker.handler.Ending;
import io.gleaner.worker.handler.Ending.Kind;
import io.gleaner.worker.handler.Stopwatch;
import io.gleaner.worker.handler.exec.Alarm;
import io.gleaner.worker.handler.exec.ChildRun;
import io.gleaner.worker.handler.exec.ExecSettings;
import io.gleaner.worker.handler.exec.StderrLines;
import io.gleaner.worker.handler.exec.StderrSink;
import io.gleaner.worker.handler.posix.ExitStatus;
import io.gleaner.worker.handler.posix.SpawnException;
import java.util.Objects;

/** Gives an item to its slot's program, and makes an ending of what came of it. */
final class StreamAttempt {
  private final StreamSlots slots;
  private final ExecSettings settings;
  private final StderrSink stderr;

  StreamAttempt(StreamSlots slots, ExecSettings settings, StderrSink stderr) {
    this.slots = slots;
    this.settings = settings;
    this.stderr = stderr;
  }

  /** Runs one attempt to its end, on this thread. */
  Ending run(ChildRun run, Assignment assignment, Stopwatch watch) {
    if (run.stopRequested()) {
      return watch.ending(Kind.FAILED, 1, Bytes.EMPTY, "stopped before it was started", "");
    }
    StreamChild child;
    try {
      child = slots.take(assignment);
    } catch (SpawnException e) {
      return notStarted(e, watch);
    }
    StderrLines errors = new StderrLines(stderr, assignment.index());
    Reply reply = new Reply.Ended();
    Answer answer = new Answer.Broken("is missing");
    boolean fit = false;
    ExitStatus status = null;
    try {
      run.attach(child.process());
      reply =
          child.ask(
              RequestLine.of(assignment, settings.worker()),
              errors,
              new Alarm(settings.timeout(), settings.grace()));
      if (reply instanceof Reply.Line line) {
        answer = AnswerLine.read(line.bytes(), assignment);
      }
    } finally {
      run.detach();
      fit = !(answer instanceof Answer.Broken) && !run.stopRequested();
      if (fit) {
        slots.giveBack(assignment, child);
      } else {
        status = slots.end(child);
      }
      errors.end();
    }
    return reply instanceof Reply.Line
        ? answered(answer, errors.tail(), watch)
        : unanswered(reply, Objects.requireNonNull(status), errors.tail(), watch);
  }

  private Ending answered(Answer answer, String tail, Stopwatch watch) {
    if (answer instanceof Answer.Done done) {
      return done.result().size() > settings.maxResult()
          ? tooLarge(tail, watch)
          : watch.ending(Kind.DONE, 0, done.result(), "", tail);
    }
    if (answer instanceof Answer.Failed failed) {
      return watch.ending(Kind.FAILED, failed.exitCode(), Bytes.EMPTY, failed.error(), tail);
    }
    String what = answer instanceof Answer.Broken broken ? broken.what() : "";
    return watch.ending(Kind.FAILED, 1, Bytes.EMPTY, "the answer of its program " + what, tail);
  }

  private Ending unanswered(Reply reply, ExitStatus status, String tail, Stopwatch watch) {
    if (reply instanceof Reply.TooLong) {
      return tooLarge(tail, watch);
    }
    if (reply instanceof Reply.TimedOut) {
      return watch.ending(Kind.FAILED, failure(status), Bytes.EMPTY, settings.timedOut(), tail);
    }
    return watch.ending(
        Kind.FAILED,
        failure(status),
        Bytes.EMPTY,
        "its program ended without an answer: " + status.text(),
        tail);
  }

  /** An end without an answer is a failure, whatever the program says. */
  private static int failure(ExitStatus status) {
    return status.exitCode() == 0 ? 1 : status.exitCode();
  }

  private Ending tooLarge(String tail, Stopwatch watch) {
    return watch.ending(Kind.FAILED_FOR_GOOD, 1, Bytes.EMPTY, settings.tooLarge(), tail);
  }

  private Ending notStarted(SpawnException e, Stopwatch watch) {
    return watch.ending(
        Kind.FAILED,
        e.exitCode(),
        Bytes.EMPTY,
        "the program " + slots.programName() + " could not be started: " + e.getMessage(),
        "");
  }
}
