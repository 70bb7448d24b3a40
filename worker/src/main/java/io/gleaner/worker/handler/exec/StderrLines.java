package io.gleaner.worker.handler.exec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Cuts one item's standard error into lines for the sink, and keeps its end. Used by one thread.
 */
public final class StderrLines {
  static final int LONGEST_LINE = 8 * 1024;
  static final int TAIL = 4 * 1024;

  private static final int LONGEST_CHARACTER = 4;

  private final StderrSink sink;
  private final long index;
  private byte[] line = new byte[256];
  private int length;
  private byte[] tail = new byte[0];

  /** The lines of an item's standard error. */
  public StderrLines(StderrSink sink, long index) {
    this.sink = sink;
    this.index = index;
  }

  /** Takes the first {@code count} bytes of an array. */
  public void accept(byte[] bytes, int count) {
    keepTail(bytes, count);
    for (int i = 0; i < count; i++) {
      if (bytes[i] == '\n') {
        pass(length);
      } else {
        append(bytes[i]);
      }
    }
  }

  /** Passes on what has no line end. */
  public void end() {
    if (length > 0) {
      pass(length);
    }
  }

  /** The last {@link #TAIL} bytes or a little less, cut where a character begins. */
  public String tail() {
    int from = Math.max(0, tail.length - TAIL);
    if (from > 0) {
      int latest = Math.min(tail.length, from + LONGEST_CHARACTER - 1);
      while (from < latest && continuesCharacter(tail[from])) {
        from++;
      }
    }
    return new String(tail, from, tail.length - from, StandardCharsets.UTF_8);
  }

  private void append(byte next) {
    if (length == LONGEST_LINE) {
      pass(endOfWholeCharacters());
    }
    if (length == line.length) {
      line = Arrays.copyOf(line, Math.min(2 * length, LONGEST_LINE));
    }
    line[length++] = next;
  }

  private void pass(int end) {
    sink.line(index, new String(line, 0, end, StandardCharsets.UTF_8));
    System.arraycopy(line, end, line, 0, length - end);
    length -= end;
  }

  /** Where to cut a line that is full, so that no character is cut in two. */
  private int endOfWholeCharacters() {
    int start = length - 1;
    while (start > length - LONGEST_CHARACTER && continuesCharacter(line[start])) {
      start--;
    }
    // The last character begins at start; it is whole if it is as long as its first byte says.
    int first = line[start] & 0xff;
    int needed = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc0 ? 2 : 1;
    return length - start < needed ? start : length;
  }

  private void keepTail(byte[] bytes, int count) {
    int kept = Math.min(tail.length, TAIL);
    int added = Math.min(count, TAIL);
    byte[] joined = new byte[kept + added];
    System.arraycopy(tail, tail.length - kept, joined, 0, kept);
    System.arraycopy(bytes, count - added, joined, kept, added);
    tail = joined;
  }

  private static boolean continuesCharacter(byte b) {
    return (b & 0xc0) == 0x80;
  }
}
