package io.gleaner.worker.handler.stream;

import io.gleaner.worker.handler.Assignment;
import io.gleaner.worker.handler.Ending;
import io.gleaner.worker.handler.Handler;
import io.gleaner.worker.handler.Run;
import io.gleaner.worker.handler.exec.AttemptThreads;
import io.gleaner.worker.handler.exec.ChildRun;
import io.gleaner.worker.handler.exec.ExecSettings;
import io.gleaner.worker.handler.exec.StderrSink;
import io.gleaner.worker.handler.guard.ProcessGuard;
import java.util.function.Consumer;

/**
 * Keeps one program running for each slot, and gives it the slot's items one after the other, as
 * JSON Lines (docs/stream-handlers.md). A program that fails its item by dying, by taking too long
 * or by an answer that cannot be understood is ended with its whole process group; the next item
 * starts another.
 */
public final class StreamHandler implements Handler {
  private final StreamSlots slots;
  private final AttemptThreads<ChildRun> attempts;

  /**
   * A handler that starts nothing yet.
   *
   * @param guard told of every process group
   * @param stderr gets the programs' standard error
   */
  public StreamHandler(
      StreamProgram program, ExecSettings settings, ProcessGuard guard, StderrSink stderr) {
    this.slots = new StreamSlots(program, settings, guard, stderr);
    this.attempts = new AttemptThreads<>("stream", new StreamAttempt(slots, settings, stderr)::run);
  }

  @Override
  public Run start(Assignment assignment, Consumer<Ending> whenEnded) {
    return attempts.start(new ChildRun(), assignment, whenEnded);
  }

  /**
   * Kills what works on an item; a program that has none gets the end of its input and the grace
   * period to end by itself.
   */
  @Override
  public void close() {
    attempts.close();
    slots.close();
  }
}
