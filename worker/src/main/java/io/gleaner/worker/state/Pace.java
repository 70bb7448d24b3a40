package io.gleaner.worker.state;

/**
 * How many items a worker takes beyond those that run: none while items are coarse, and more the
 * shorter they are, so that the work ahead is never longer than a fraction of a second. In steps,
 * since each change costs a consumer.
 *
 * @param meanNanos how long a handler took, the last ones counting most, in nanoseconds; −1 when
 *     none has ended yet
 * @param ahead how many items are taken ahead
 * @param movedAt when a handler ended last, or one was started while none ran
 */
record Pace(long meanNanos, int ahead, long movedAt) {
  static final Pace UNKNOWN = new Pace(-1, 0, 0);

  private static final int FIRST_STEP = 8;
  private static final int STEP = 4;
  private static final int FEWEST_AVERAGED = 16;
  private static final long NANOS_PER_MICRO = 1_000;
  private static final long NANOS_PER_MILLI = 1_000_000;

  /**
   * After a handler that took so long. The mean is over as many as are taken ahead: it is their sum
   * that must not be long, and of short handlers one that waited for a processor says nothing of
   * the others.
   */
  Pace ended(long micros, WorkerSettings settings, long now) {
    long nanos = micros * NANOS_PER_MICRO;
    long averaged = Math.max(FEWEST_AVERAGED, ahead);
    long mean = meanNanos < 0 ? nanos : meanNanos + (nanos - meanNanos) / averaged;
    long room = settings.batchMillis() * NANOS_PER_MILLI * settings.slots();
    return new Pace(mean, ahead(room / Math.max(1, mean), settings.maxAhead()), now);
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
    return new Pace(meanNanos, ahead, now);
  }

  /** Something takes longer than all that was taken ahead should have. */
  Pace stalled(WorkerSettings settings, long now) {
    long all = settings.batchMillis() * NANOS_PER_MILLI * settings.slots();
    return new Pace(Math.max(meanNanos, all), 0, now);
  }

  /** When items that still wait behind others have waited too long. */
  long patientUntil(WorkerSettings settings) {
    return movedAt + 2 * settings.batchMillis();
  }
}
