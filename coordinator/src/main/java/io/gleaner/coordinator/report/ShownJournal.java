package io.gleaner.coordinator.report;

import io.gleaner.coordinator.durable.FrameFile;
import java.io.Closeable;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Remembers, over runs, which outcomes were shown on standard output, which itself remembers
 * nothing. Synced before the ledger forgets a result: so each result is shown, and shown twice only
 * if a run was killed between showing it and the next {@link #sync}.
 *
 * <p>One frame a sync and kind of outcome, of runs of indexes: first index (8 bytes), how many (8
 * bytes).
 */
public final class ShownJournal implements Closeable {
  private static final byte DONE = 'd';
  private static final byte FAILED = 'f';
  private static final int RUN_BYTES = 16;

  private final FrameFile frames;
  private final SeenOutcomes seen;
  private final Pending done = new Pending();
  private final Pending failed = new Pending();

  private ShownJournal(FrameFile frames, SeenOutcomes seen) {
    this.frames = frames;
    this.seen = seen;
  }

  /** Opens or creates a journal; a last frame that was not written whole is cut off. */
  public static ShownJournal open(Path file) {
    SeenOutcomes seen = new SeenOutcomes();
    FrameFile frames =
        FrameFile.open(
            file, "gleaner-shown 1", (offset, kind, body) -> replay(kind == DONE, body, seen));
    return new ShownJournal(frames, seen);
  }

  private static void replay(boolean done, byte[] body, SeenOutcomes seen) {
    ByteBuffer runs = ByteBuffer.wrap(body);
    while (runs.remaining() >= RUN_BYTES) {
      long first = runs.getLong();
      long count = runs.getLong();
      for (long index = first; index < first + count; index++) {
        seen.add(index, done);
      }
    }
  }

  /** Notes that an outcome is being shown; false if it was shown before. */
  public boolean add(long index, boolean isDone) {
    if (!seen.add(index, isDone)) {
      return false;
    }
    (isDone ? done : failed).add(index);
    return true;
  }

  /** Whether an outcome was not shown yet. */
  public boolean isNew(long index, boolean isDone) {
    return seen.isNew(index, isDone);
  }

  /** Whether any outcome of the item was shown. */
  public boolean contains(long index) {
    return seen.contains(index);
  }

  /** Makes everything added so far durable. */
  public void sync() {
    if (done.isEmpty() && failed.isEmpty()) {
      return;
    }
    append(DONE, done);
    append(FAILED, failed);
    frames.sync();
  }

  private void append(byte kind, Pending pending) {
    if (!pending.isEmpty()) {
      frames.append(kind, pending.takeRuns());
    }
  }

  @Override
  public void close() {
    frames.close();
  }

  /** Indexes since the last sync. */
  private static final class Pending {
    private long[] indexes = new long[64];
    private int count;

    boolean isEmpty() {
      return count == 0;
    }

    void add(long index) {
      if (count == indexes.length) {
        indexes = Arrays.copyOf(indexes, 2 * count);
      }
      indexes[count++] = index;
    }

    /** The indexes as runs, ascending; none are left. */
    byte[] takeRuns() {
      Arrays.sort(indexes, 0, count);
      ByteBuffer runs = ByteBuffer.allocate(count * RUN_BYTES);
      int start = 0;
      for (int i = 1; i <= count; i++) {
        if (i == count || indexes[i] != indexes[i - 1] + 1) {
          runs.putLong(indexes[start]).putLong(i - start);
          start = i;
        }
      }
      count = 0;
      return Arrays.copyOf(runs.array(), runs.position());
    }
  }
}
