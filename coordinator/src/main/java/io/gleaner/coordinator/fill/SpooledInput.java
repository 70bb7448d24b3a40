package io.gleaner.coordinator.fill;

import io.gleaner.item.WorkItem;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * An input that can be read only once, made readable again by a {@link Spool}: what was read comes
 * from the spool, the rest from the input, recorded on its way. Nothing is handed on that a kill of
 * this process could lose. One cursor at a time may read beyond what was read before.
 */
public final class SpooledInput implements ItemSource, AutoCloseable {
  private final Spool spool;
  private final ItemCursor recording;
  private long taken;

  /**
   * Reads nothing yet.
   *
   * @param input stands at its first item; taken over, as is the spool
   */
  public SpooledInput(Spool spool, ItemCursor input) {
    this.spool = spool;
    this.recording = spool.record(input);
  }

  @Override
  public ItemCursor from(long index) {
    ItemCursor replay = spool.from(index);
    return new ItemCursor() {
      private long next = index;

      @Override
      public @Nullable WorkItem next() {
        while (true) {
          WorkItem item = next < taken() ? replay.next() : live();
          if (item == null || item.index() >= next) {
            next++;
            return item;
          }
        }
      }

      @Override
      public void close() {
        // Spool and input are read on by other cursors.
        replay.close();
      }
    };
  }

  private synchronized long taken() {
    return taken;
  }

  private synchronized @Nullable WorkItem live() {
    WorkItem item = recording.next();
    if (item != null) {
      taken = item.index() + 1;
      spool.flush();
    }
    return item;
  }

  @Override
  public OptionalLong total() {
    return spool.total();
  }

  @Override
  public void sync() {
    spool.sync();
  }

  @Override
  public void close() {
    try {
      recording.close();
    } finally {
      spool.close();
    }
  }
}
