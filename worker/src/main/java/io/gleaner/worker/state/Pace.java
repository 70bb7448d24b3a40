package io.gleaner.worker.state;

/**
 * How many items a worker takes beyond those that run: none while items are coarse, and more the
 * shorter they are, so that the work ahead is never longer than a fraction of a second, nor its
 * items and outputs larger than a part of a small heap. In steps, since each change costs a
 * consumer.
 *
 * @param meanNanos how long a handler took, the last ones counting most, in nanoseconds; −1 when
 *     none has ended yet
 * @param meanBytes how large an item and its output were, in bytes, in the same way
 * @param ahead how many items are taken ahead
 * @param movedAt when a handler ended last, or one was started while none ran
 */
record Pace(long meanNanos, long meanBytes, int ahead, long movedAt) {
  static final Pace UNKNOWN = new Pace(-1, 0, 0, 0);

  /** The most that is taken ahead, in bytes: a worker's heap holds each item and output twice. */
  static final long MOST_BYTES = 16L << 20;

  private static final int FIRST_STEP = 8;
  private static final int STEP = 2;
  private static final int FEWEST_AVERAGED = 16;
  private static final long LONGEST_LINGER_MILLIS = 20;

  /** An item is on its way four times: to the worker, claimed, committed, behind a barrier. */
  private static final int LINGERS_AHEAD = 8;

  private static final long NANOS_PER_MICRO = 1_000;
  private static final long NANOS_PER_MILLI = 1_000_000;

  /**
   * After a handler that took so long, for an item that with its output is so large. The means are
   * over as many as are taken ahead: it is their sum that must not be long, and of short handlers
   * one that waited for a processor says nothing of the others.
   */
  Pace ended(long micros, long bytes, WorkerSettings settings, long now) {
    long nanos = micros * NANOS_PER_MICRO;
    long averaged = Math.max(FEWEST_AVERAGED, ahead);
    boolean first = meanNanos < 0;
    long meanTime = first ? nanos : meanNanos + (nanos - meanNanos) / averaged;
    long meanSize = first ? bytes : meanBytes + (bytes - meanBytes) / averaged;
    long room = settings.batchMillis() * NANOS_PER_MILLI * settings.slots();
    long fitting = Math.min(room / Math.max(1, meanTime), MOST_BYTES / Math.max(1, meanSize));
    return new Pace(meanTime, meanSize, ahead(fitting, settings.maxAhead()), now);
  }

  /** Less only when it is far too many: otherwise it would go up and down with every item. */
  private int ahead(long fitting, int most) {
    int step = 0;
    for (long next = FIRST_STEP; next <= fitting && step < most; next *= STEP) {
      step = (int) Math.min(next, most);
    }
    return step < ahead && fitting >= ahead / 2 ? ahead : step;
  }

  Pace moved(long now) {
    return new Pace(meanNanos, meanBytes, ahead, now);
  }

  /** Something takes longer than all that was taken ahead should have. */
  Pace stalled(WorkerSettings settings, long now) {
    long all = settings.batchMillis() * NANOS_PER_MILLI * settings.slots();
    return new Pace(Math.max(meanNanos, all), meanBytes, 0, now);
  }

  /**
   * So long a worker waits for more to happen before it takes a step, in milliseconds: the longer
   * the work in hand, the more goes through one step, so that no slot ever waits for it. 0 where
   * nothing is taken ahead.
   */
  long lingerMillis(WorkerSettings settings) {
    if (ahead == 0) {
      return 0;
    }
    long work = ahead * meanNanos / settings.slots() / NANOS_PER_MILLI;
    return Math.max(1, Math.min(work / LINGERS_AHEAD, LONGEST_LINGER_MILLIS));
  }

  /** When items that still wait behind others have waited too long. */
  long patientUntil(WorkerSettings settings) {
    return movedAt + 2 * settings.batchMillis();
  }
}
