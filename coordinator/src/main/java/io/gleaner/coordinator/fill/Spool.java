package io.gleaner.coordinator.fill;

import io.gleaner.coordinator.durable.FileErrors;
import io.gleaner.coordinator.durable.FrameFile;
import io.gleaner.coordinator.durable.FrameReader;
import io.gleaner.item.Bytes;
import io.gleaner.item.WorkItem;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A file that keeps the items of an input which can be read only once, so that a resumed run needs
 * no second input. It is written while the input is read ({@link #record}), and complete once the
 * input's end has been seen; killed before that, it has a prefix of the items, and the input must
 * be given again and repeat this prefix.
 *
 * <p>One frame an item, then one with the total and the digest. The offset of every 1024th item is
 * in memory. One thread may record while others read. A frame that is not sound ends the spool:
 * what follows it is cut off when the spool is opened, and the input is needed again.
 */
public final class Spool implements ItemSource, Closeable {
  private final FrameFile frames;
  private final SpoolIndex index;

  private Spool(FrameFile frames, SpoolIndex index) {
    this.frames = frames;
    this.index = index;
  }

  /**
   * Opens or creates a spool, and reads it once through. An item that was not written whole is cut
   * off.
   *
   * @throws io.gleaner.failure.GleanerException of kind CONFIGURATION if the file is no spool or in
   *     use by another run
   */
  public static Spool open(Path file) {
    SpoolIndex index = new SpoolIndex(file);
    return new Spool(FrameFile.open(file, "gleaner-spool 1", index::replay), index);
  }

  /** Whether the end of the input was seen: if so the input is not needed any more. */
  public boolean complete() {
    return index.complete();
  }

  /** How many items were recorded so far. */
  public long count() {
    return index.count();
  }

  /**
   * Passes an input on, from its first item, and records it on the way. What an earlier run
   * recorded must be repeated, and is not recorded twice. When the input ends, the spool is
   * complete and synced. Before an item's message or mark leaves this process, call {@link #flush}
   * or {@link #sync}: a recorded item may still be in the buffer.
   *
   * @param input stands at its first item; closed with the returned cursor
   * @throws io.gleaner.failure.GleanerException (from the cursor) of kind CONFIGURATION if the
   *     input is not the one of the earlier run
   */
  public ItemCursor record(ItemCursor input) {
    return new SpoolRecording(this, input);
  }

  void append(Bytes item) {
    index.add(frames.append(SpoolIndex.ITEM, item.array()), item);
  }

  void end() {
    frames.append(SpoolIndex.END, index.end());
    frames.sync();
    index.markComplete();
  }

  /** The items recorded so far, from {@code start} on; others may be recorded meanwhile. */
  @Override
  public ItemCursor from(long start) {
    if (start < 0) {
      throw new IllegalArgumentException("an item's index counts from 0, not " + start);
    }
    // The count before the reader, which sees at least what was counted.
    long known = count();
    if (start >= known) {
      return new Replay(frames.reader(frames.firstOffset()), start, start);
    }
    FrameReader reader = frames.reader(index.offsetAtOrBefore(start));
    Replay replay = new Replay(reader, start - start % SpoolIndex.STRIDE, known);
    for (long skip = start % SpoolIndex.STRIDE; skip > 0; skip--) {
      replay.next();
    }
    return replay;
  }

  /** The number of items, if the spool is complete. */
  @Override
  public OptionalLong total() {
    return complete() ? OptionalLong.of(count()) : OptionalLong.empty();
  }

  /** Hands what was recorded to the operating system: it survives a kill of this process. */
  public void flush() {
    frames.flush();
  }

  /** Hands what was recorded to the disk: it survives a power cut. */
  @Override
  public void sync() {
    frames.sync();
  }

  @Override
  public void close() {
    frames.close();
  }

  /** Reads recorded items back. */
  private final class Replay implements ItemCursor {
    private final FrameReader reader;
    private final long end;
    private long next;

    Replay(FrameReader reader, long next, long end) {
      this.reader = reader;
      this.next = next;
      this.end = end;
    }

    @Override
    public @Nullable WorkItem next() {
      if (next >= end) {
        return null;
      }
      try {
        if (!reader.next()) {
          throw new IOException("item " + (next + 1) + " is damaged");
        }
      } catch (IOException e) {
        throw FileErrors.reading(frames.path(), e);
      }
      return new WorkItem(next++, Bytes.wrap(reader.body()));
    }

    @Override
    public void close() {
      // The file is the spool's.
    }
  }
}
