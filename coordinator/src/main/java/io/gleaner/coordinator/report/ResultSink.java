package io.gleaner.coordinator.report;

/**
 * A place that collected outcomes go to. An outcome may come more than once, in this run and in a
 * resumed one: a sink shows it once. An item that failed may still come as done later (after {@code
 * gleaner retry}): both are shown. For one thread.
 *
 * <p>Every method throws a {@link io.gleaner.failure.GleanerException} if it cannot write; the sink
 * must then only be closed.
 */
public interface ResultSink extends AutoCloseable {
  /** Takes an outcome; it need not be shown or written yet when this returns. */
  void accept(Outcome outcome);

  /**
   * Makes everything accepted so far durable, or durably known as shown: afterwards the ledger may
   * forget these results.
   */
  void sync();

  /**
   * Says that an item has ended, but its outcome will not come: another collector has taken it.
   * Nothing need wait for it.
   */
  default void passOver(long index) {}

  /**
   * Says that the Job is over and no more outcomes will come: whatever was held back is shown. Not
   * called when a run only stops and may be resumed.
   */
  default void finish() {}

  /** Lets go of files. Does not make anything durable: {@link #sync} does. */
  @Override
  void close();
}
