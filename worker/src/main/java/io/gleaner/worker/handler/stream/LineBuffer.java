package io.gleaner.worker.handler.stream;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Cuts what comes in pieces into lines. Used by one thread at a time. */
final class LineBuffer {
  private final int longest;
  private byte[] bytes = new byte[8 * 1024];
  private int length;
  private int searched;

  /** Lines of so many bytes at most, without their end. */
  LineBuffer(int longest) {
    this.longest = longest;
  }

  /** Takes the first {@code count} bytes of an array. */
  void add(byte[] more, int count) {
    if (length + count > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(length + count, 2 * Math.min(length, 1 << 29)));
    }
    System.arraycopy(more, 0, bytes, length, count);
    length += count;
  }

  /** The next line that is whole, without its end; null if there is none yet. */
  byte @Nullable [] next() {
    for (; searched < length; searched++) {
      if (bytes[searched] == '\n') {
        byte[] line = Arrays.copyOf(bytes, searched);
        length -= searched + 1;
        System.arraycopy(bytes, searched + 1, bytes, 0, length);
        searched = 0;
        return line;
      }
    }
    return null;
  }

  /** Whether the line that is not whole yet is too long already. */
  boolean tooLong() {
    return length > longest && firstEnd() > longest;
  }

  boolean isEmpty() {
    return length == 0;
  }

  private int firstEnd() {
    for (int i = 0; i < length; i++) {
      if (bytes[i] == '\n') {
        return i;
      }
    }
    return length;
  }
}
