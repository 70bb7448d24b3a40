package io.gleaner.coordinator.fill;

import io.gleaner.failure.ErrorKind;
import io.gleaner.failure.GleanerException;
import io.gleaner.item.Bytes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * What a {@link Spool} knows of its file: how many items, where they are, whether it is complete.
 */
final class SpoolIndex {
  static final byte ITEM = 'i';
  static final byte END = 'e';
  static final int STRIDE = 1024;

  private final Path file;
  private final ItemDigest digest = new ItemDigest();
  private long[] offsets = new long[64];
  private boolean complete;

  SpoolIndex(Path file) {
    this.file = file;
  }

  /** Takes in a frame of a file that is opened. */
  void replay(long offset, byte kind, byte[] body) {
    if (kind == ITEM && !complete) {
      add(offset, Bytes.wrap(body));
    } else if (kind == END && !complete && Arrays.equals(body, end())) {
      complete = true;
    } else {
      throw new GleanerException(
          ErrorKind.PERMANENT,
          file + " is damaged at byte " + offset + ". Start the job again under another name.");
    }
  }

  synchronized void add(long offset, Bytes item) {
    if (count() % STRIDE == 0) {
      int slot = (int) (count() / STRIDE);
      if (slot == offsets.length) {
        offsets = Arrays.copyOf(offsets, 2 * slot);
      }
      offsets[slot] = offset;
    }
    digest.add(item);
  }

  synchronized void markComplete() {
    complete = true;
  }

  synchronized boolean complete() {
    return complete;
  }

  synchronized long count() {
    return digest.count();
  }

  /** Where the item begins whose index is the last multiple of the stride up to {@code index}. */
  synchronized long offsetAtOrBefore(long index) {
    return offsets[(int) (index / STRIDE)];
  }

  /** The body of the frame that ends a spool of the items so far: their number and digest. */
  synchronized byte[] end() {
    byte[] hex = digest.hex().getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(Long.BYTES + hex.length).putLong(count()).put(hex).array();
  }
}
