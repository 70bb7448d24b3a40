package io.gleaner.coordinator.durable;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A text file that lines are appended to, over several runs. Opening it shows every line to a
 * visitor, which may refuse the file; only then is a last line cut off that was not written whole.
 * One process at a time, one thread.
 */
public final class LineFile implements Closeable {
  /** The most that a visitor sees of a line, in bytes: a line may be of any length. */
  public static final int HEAD_BYTES = 4096;

  /** Looks at the lines of a file that is opened; throws if it is not a file of the right kind. */
  public interface Visitor {
    /** Takes the beginning of a line that ends with a newline; {@code number} counts from 1. */
    void line(long number, byte[] head);

    /**
     * Decides on a last line that has no newline.
     *
     * @param whole the line itself, all of it
     * @return true if the line is complete and gets its newline, false if it is to be cut off
     */
    boolean lastLine(long number, byte[] head, InputStream whole) throws IOException;
  }

  private final AppendChannel file;

  private LineFile(AppendChannel file) {
    this.file = file;
  }

  /**
   * Opens or creates a file.
   *
   * @throws io.gleaner.failure.GleanerException of kind CONFIGURATION if it is in use or no regular
   *     file, or whatever the visitor throws; the file is unchanged then
   */
  public static LineFile open(Path path, Visitor visitor) {
    AppendChannel file = AppendChannel.open(path);
    try {
      LineFile lines = new LineFile(file);
      lines.scan(visitor);
      return lines;
    } catch (IOException e) {
      file.close();
      throw FileErrors.reading(path, e);
    } catch (RuntimeException e) {
      file.close();
      throw e;
    }
  }

  private void scan(Visitor visitor) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    byte[] buffer = new byte[1 << 16];
    long number = 1;
    long position = 0;
    long lineStart = 0;
    FileChannel channel = file.channel().position(0);
    // Not closed: that would close the channel.
    InputStream in = Channels.newInputStream(channel);
    for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
      int from = 0;
      for (int i = 0; i < count; i++) {
        if (buffer[i] == '\n') {
          keep(head, buffer, from, i);
          visitor.line(number++, head.toByteArray());
          head.reset();
          from = i + 1;
          lineStart = position + from;
        }
      }
      keep(head, buffer, from, count);
      position += count;
    }
    if (lineStart < position) {
      decideOnLastLine(visitor, number, head.toByteArray(), lineStart);
    }
  }

  private static void keep(ByteArrayOutputStream head, byte[] buffer, int from, int to) {
    head.write(buffer, from, Math.min(to - from, HEAD_BYTES - head.size()));
  }

  private void decideOnLastLine(Visitor visitor, long number, byte[] head, long start)
      throws IOException {
    boolean complete;
    try (InputStream whole = Files.newInputStream(file.path())) {
      whole.skipNBytes(start);
      complete = visitor.lastLine(number, head, whole);
    }
    if (complete) {
      append(new byte[] {'\n'});
    } else {
      file.truncate(start);
    }
  }

  /** Whether there is nothing in the file. */
  public boolean isEmpty() {
    return file.length() == 0;
  }

  /** Appends bytes, to the buffer at first; the caller ends each line with a newline. */
  public void append(byte[] bytes) {
    file.append(bytes, 0, bytes.length);
  }

  /** Hands everything to the disk: it survives a power cut. */
  public void sync() {
    file.sync();
  }

  @Override
  public void close() {
    file.close();
  }
}
