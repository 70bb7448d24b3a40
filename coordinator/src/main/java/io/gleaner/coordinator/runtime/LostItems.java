package io.gleaner.coordinator.runtime;

import io.gleaner.failure.ErrorKind;
import io.gleaner.failure.GleanerException;
import io.gleaner.queue.QueueAdmin;
import java.util.BitSet;
import java.util.StringJoiner;

/** What is asked and said about items that the queue has lost. */
public final class LostItems {
  private static final int MOST_RANGES = 50;

  private LostItems() {}

  /** Ready messages in the Job's queue, or -1 if it is not there. */
  public static long ready(QueueAdmin admin) {
    try {
      return admin.depth().items();
    } catch (GleanerException e) {
      if (e.kind() != ErrorKind.PERMANENT) {
        throw e;
      }
      return -1;
    }
  }

  /** Indexes as a person reads them: {@code 3, 7-9}; of very many the first, and how many more. */
  public static String ranges(BitSet indexes) {
    StringJoiner text = new StringJoiner(", ");
    int shown = 0;
    int from = indexes.nextSetBit(0);
    for (int i = 0; i < MOST_RANGES && from >= 0; i++) {
      int end = indexes.nextClearBit(from);
      text.add(end - from == 1 ? String.valueOf(from) : from + "-" + (end - 1));
      shown += end - from;
      from = indexes.nextSetBit(end);
    }
    int more = indexes.cardinality() - shown;
    return more == 0 ? text.toString() : text + " and " + more + " more";
  }
}
