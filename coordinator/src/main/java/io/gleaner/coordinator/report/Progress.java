package io.gleaner.coordinator.report;

import java.io.IOException;
import java.io.PrintStream;
import java.util.OptionalDouble;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Shows progress on standard error: on a terminal as one line rewritten in place, elsewhere as
 * plain lines, seldom and only when something changed. Draws when it is told of something, has no
 * thread of its own, and is safe for several.
 */
public final class Progress implements Screen {
  private static final long REDRAW_MILLIS = 100;
  private static final long PLAIN_MILLIS = 5_000;
  private static final int PLAIN_WIDTH = 200;
  private static final String ERASE = "\r\u001b[K";

  private final PrintStream err;
  private final boolean terminal;
  private final IntSupplier columns;
  private final LongSupplier nowMillis;
  private final RateMeter rate = new RateMeter();
  private String drawn = "";
  private @Nullable Object plain;
  private long drawnAtMillis;
  private boolean everDrawn;
  private boolean atLineStart = true;

  /**
   * Shows nothing yet.
   *
   * @param terminal whether {@code err} is a terminal
   * @param columns the width of that terminal, asked before each drawing
   * @param nowMillis a clock that never goes back, in milliseconds
   */
  public Progress(PrintStream err, boolean terminal, IntSupplier columns, LongSupplier nowMillis) {
    this.err = err;
    this.terminal = terminal;
    this.columns = columns;
    this.nowMillis = nowMillis;
  }

  /** Takes in how far the Job is; shows it if it is time to. To be called a few times a second. */
  public synchronized void update(Counts counts) {
    show(
        counts,
        counts.ended(),
        (perSecond, width) -> ProgressLine.format(new Snapshot(counts, perSecond), width));
  }

  /** The same while a Job is only filled: how many items are published. */
  public synchronized void filling(long published) {
    show(
        published,
        published,
        (perSecond, width) -> ProgressLine.filling(published, perSecond, width));
  }

  private void show(Object state, long count, Line line) {
    long now = nowMillis.getAsLong();
    OptionalDouble perSecond = rate.update(now, count);
    if (everDrawn && now - drawnAtMillis < (terminal ? REDRAW_MILLIS : PLAIN_MILLIS)) {
      return;
    }
    if (terminal) {
      // The last column stays free: some terminals go to the next line when it is written.
      draw(line.of(perSecond, columns.getAsInt() - 1));
    } else if (!state.equals(plain)) {
      err.println(line.of(perSecond, PLAIN_WIDTH));
      plain = state;
    } else {
      return;
    }
    everDrawn = true;
    drawnAtMillis = now;
  }

  private void draw(String line) {
    if (!line.equals(drawn)) {
      startLine();
      err.print(ERASE + line);
      err.flush();
      drawn = line;
    }
  }

  /** A result without a last newline stays readable: the progress line goes below it. */
  private void startLine() {
    if (!atLineStart) {
      err.print('\n');
      atLineStart = true;
    }
  }

  /** Prints results on the same terminal; if the results go elsewhere, nothing need make room. */
  @Override
  public synchronized void makeRoomFor(Output output) throws IOException {
    erase();
    atLineStart = output.write() || !terminal;
    restore();
  }

  private void erase() {
    if (!drawn.isEmpty()) {
      err.print(ERASE);
      err.flush();
    }
  }

  private void restore() {
    if (!drawn.isEmpty()) {
      startLine();
      err.print(drawn);
      err.flush();
    }
  }

  /** Prints a message for the person, above the progress line; of one line or more. */
  public synchronized void say(String message) {
    erase();
    startLine();
    err.println(message);
    restore();
  }

  /** Takes the progress line away for good, before the summary. */
  public synchronized void end() {
    erase();
    drawn = "";
    startLine();
  }

  /** A line of at most so many characters. */
  private interface Line {
    String of(OptionalDouble perSecond, int width);
  }
}
