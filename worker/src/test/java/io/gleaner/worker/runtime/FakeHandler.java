package io.gleaner.worker.runtime;

import io.gleaner.item.Bytes;
import io.gleaner.worker.handler.Assignment;
import io.gleaner.worker.handler.Ending;
import io.gleaner.worker.handler.Handler;
import io.gleaner.worker.handler.Run;
import io.gleaner.worker.handler.Stopwatch;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** A handler that does nothing, at once or until it is told to end. */
final class FakeHandler implements Handler {
  private final Predicate<Assignment> atOnce;
  private final List<Attempt> attempts = new CopyOnWriteArrayList<>();

  private FakeHandler(Predicate<Assignment> atOnce) {
    this.atOnce = atOnce;
  }

  /** Every attempt is done when it has hardly begun. */
  static FakeHandler quick() {
    return new FakeHandler(any -> true);
  }

  /** An attempt goes on until the test, or the worker, ends it. */
  static FakeHandler patient() {
    return new FakeHandler(any -> false);
  }

  /** Patient with one item, quick with all others. */
  static FakeHandler patientWith(long index) {
    return new FakeHandler(assignment -> assignment.index() != index);
  }

  @Override
  public Run start(Assignment assignment, Consumer<Ending> whenEnded) {
    Attempt attempt = new Attempt(assignment, whenEnded);
    attempts.add(attempt);
    if (atOnce.test(assignment)) {
      attempt.done();
    }
    return attempt;
  }

  @Override
  public void close() {
    attempts.forEach(Attempt::kill);
  }

  /** All that were started, in that order. */
  List<Attempt> attempts() {
    return attempts;
  }

  /** The attempts of one item, in that order. */
  List<Attempt> attemptsOf(long index) {
    return attempts.stream().filter(each -> each.assignment.index() == index).toList();
  }

  /** One attempt; it ends once. */
  static final class Attempt implements Run {
    private final Assignment assignment;
    private final Consumer<Ending> whenEnded;
    private final Stopwatch watch = Stopwatch.start();
    private final AtomicBoolean ended = new AtomicBoolean();
    private final AtomicBoolean stopped = new AtomicBoolean();

    private Attempt(Assignment assignment, Consumer<Ending> whenEnded) {
      this.assignment = assignment;
      this.whenEnded = whenEnded;
    }

    Assignment assignment() {
      return assignment;
    }

    /** Whether the worker stopped it. */
    boolean stopped() {
      return stopped.get();
    }

    void done() {
      end(Ending.Kind.DONE, "");
    }

    void failed() {
      end(Ending.Kind.FAILED, "failed on purpose");
    }

    @Override
    public void terminate() {
      stopped.set(true);
      end(Ending.Kind.FAILED, "terminated");
    }

    @Override
    public void kill() {
      stopped.set(true);
      end(Ending.Kind.FAILED, "killed");
    }

    private void end(Ending.Kind kind, String error) {
      if (ended.compareAndSet(false, true)) {
        int exitCode = kind == Ending.Kind.DONE ? 0 : 1;
        whenEnded.accept(watch.ending(kind, exitCode, Bytes.EMPTY, error, ""));
      }
    }
  }
}
