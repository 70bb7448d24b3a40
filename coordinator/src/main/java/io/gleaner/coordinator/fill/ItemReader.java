package io.gleaner.coordinator.fill;

import io.gleaner.coordinator.durable.FileErrors;
import io.gleaner.failure.GleanerException;
import io.gleaner.item.Bytes;
import io.gleaner.item.WorkItem;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a stream into items, one at a time as they arrive: it never waits for more than the item
 * that it returns, and never holds more than one item of the allowed size.
 */
public final class ItemReader implements ItemCursor {
  /** An item may have 1 MiB unless another limit is given. */
  public static final int DEFAULT_MAX_ITEM_BYTES = 1 << 20;

  // How far past the limit an item is measured, for a message that says which limit would do.
  private static final long MEASURED_PAST_LIMIT = 64L << 20;

  private final InputStream in;
  private final String name;
  private final ItemFormat format;
  private final int maxItemBytes;
  private final byte[] buffer = new byte[1 << 16];
  private final JsonLine json = new JsonLine();
  private int at;
  private int limit;
  private boolean ended;
  private byte[] kept = new byte[0];
  private int keptLength;
  private long pieces;
  private long index;

  /**
   * Reads from a stream, which {@link #close} closes.
   *
   * @param name what messages call the stream: a file's name, or "standard input"
   * @param maxItemBytes the most bytes of an item; in JSON Lines white space around it counts too
   */
  public ItemReader(InputStream in, String name, ItemFormat format, int maxItemBytes) {
    if (maxItemBytes < 1) {
      throw GleanerException.configuration(
          "--max-item must be at least 1 byte, not " + maxItemBytes + ".");
    }
    this.in = in;
    this.name = name;
    this.format = format;
    this.maxItemBytes = maxItemBytes;
  }

  @Override
  public @Nullable WorkItem next() {
    try {
      while (true) {
        byte[] piece = nextPiece();
        if (piece == null) {
          return null;
        }
        pieces++;
        Bytes body =
            format == ItemFormat.JSONL ? json.item(piece, pieces, name) : Bytes.wrap(piece);
        if (body != null) {
          return new WorkItem(index++, body);
        }
      }
    } catch (IOException e) {
      throw FileErrors.reading(name, e);
    }
  }

  /** How many items were returned so far. */
  public long count() {
    return index;
  }

  private byte @Nullable [] nextPiece() throws IOException {
    byte delimiter = format.delimiter();
    while (!ended) {
      int end = indexOf(delimiter);
      if (end >= 0) {
        byte[] piece = take(end);
        at = end + 1;
        return piece;
      }
      keep(limit);
      at = 0;
      limit = 0;
      int count = in.read(buffer);
      if (count >= 0) {
        limit = count;
      } else {
        // Never read again: a terminal would go on after its end of file.
        ended = true;
        if (keptLength > 0) {
          return take(0);
        }
      }
    }
    return null;
  }

  private int indexOf(byte delimiter) {
    for (int i = at; i < limit; i++) {
      if (buffer[i] == delimiter) {
        return i;
      }
    }
    return -1;
  }

  /** The piece that ends before {@code end} in the buffer, with what was kept of it before. */
  private byte[] take(int end) throws IOException {
    if (keptLength == 0) {
      if (end - at > maxItemBytes) {
        throw tooLong(end - at, true);
      }
      return Arrays.copyOfRange(buffer, at, end);
    }
    keep(end);
    byte[] piece = Arrays.copyOf(kept, keptLength);
    keptLength = 0;
    return piece;
  }

  private void keep(int end) throws IOException {
    int more = end - at;
    if (keptLength + (long) more > maxItemBytes) {
      throw measure();
    }
    if (keptLength + more > kept.length) {
      long room = Math.max(2L * kept.length, keptLength + (long) more);
      kept = Arrays.copyOf(kept, (int) Math.min(room, maxItemBytes));
    }
    System.arraycopy(buffer, at, kept, keptLength, more);
    keptLength += more;
  }

  /** Reads on to where the item ends, within reason, keeping nothing. */
  private GleanerException measure() throws IOException {
    long size = keptLength;
    while (size <= maxItemBytes + MEASURED_PAST_LIMIT) {
      int end = indexOf(format.delimiter());
      if (end >= 0) {
        return tooLong(size + end - at, true);
      }
      size += limit - at;
      at = 0;
      limit = Math.max(0, in.read(buffer));
      if (limit == 0) {
        return tooLong(size, true);
      }
    }
    return tooLong(size, false);
  }

  private GleanerException tooLong(long size, boolean exact) {
    ended = true;
    String what = "Item " + (index + 1) + " (" + format.pieceName() + " " + (pieces + 1);
    return GleanerException.configuration(
        what
            + (" of "
                + name
                + ") has "
                + (exact ? "" : "more than ")
                + size
                + " bytes; the limit is ")
            + (maxItemBytes + ". Raise it with --max-item, or give the item as the name of a file.")
            + (format == ItemFormat.NUL ? " Is the input really separated by NUL bytes?" : ""));
  }

  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException e) {
      throw FileErrors.reading(name, e);
    }
  }
}
