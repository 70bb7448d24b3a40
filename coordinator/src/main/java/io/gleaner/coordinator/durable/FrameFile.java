package io.gleaner.coordinator.durable;

import io.gleaner.failure.GleanerException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * An append-only file of checksummed frames ({@link FrameReader} has the layout) after a line that
 * says what the file is. Opening it replays every whole frame and cuts off what follows the last
 * one. One process at a time; safe for several threads.
 */
public final class FrameFile implements Closeable {
  /** Gets every whole frame of a file that is opened, in order. */
  @FunctionalInterface
  public interface Visitor {
    /** Takes a frame; {@code offset} is what {@link FrameFile#read} finds it by. */
    void frame(long offset, byte kind, byte[] body);
  }

  private final AppendChannel file;
  private final int start;
  private final ByteBuffer header = ByteBuffer.allocate(FrameReader.HEADER);
  private final CRC32C checksum = new CRC32C();

  private FrameFile(AppendChannel file, int start) {
    this.file = file;
    this.start = start;
  }

  /**
   * Opens or creates a file.
   *
   * @param title the first line of such a file, without its newline: kind of file and version
   * @throws GleanerException of kind CONFIGURATION if it is another kind of file or in use
   */
  public static FrameFile open(Path path, String title, Visitor visitor) {
    byte[] first = (title + "\n").getBytes(StandardCharsets.US_ASCII);
    AppendChannel file = AppendChannel.open(path);
    try {
      FrameFile frames = new FrameFile(file, first.length);
      frames.checkTitle(first);
      frames.replay(visitor);
      return frames;
    } catch (IOException e) {
      file.close();
      throw FileErrors.reading(path, e);
    } catch (RuntimeException e) {
      file.close();
      throw e;
    }
  }

  private void checkTitle(byte[] first) throws IOException {
    byte[] found = new byte[(int) Math.min(first.length, file.length())];
    file.channel().read(ByteBuffer.wrap(found), 0);
    if (!Arrays.equals(found, Arrays.copyOf(first, found.length))) {
      throw GleanerException.configuration(
          file.path() + " was not written by this version of Gleaner. Move it away.");
    }
    if (found.length < first.length) {
      // Killed in the middle of its very first write.
      file.truncate(0);
      file.append(first, 0, first.length);
      file.flush();
    }
  }

  private void replay(Visitor visitor) throws IOException {
    FrameReader reader = new FrameReader(file.channel(), start, file.length());
    while (reader.next()) {
      visitor.frame(reader.offset(), reader.kind(), reader.body());
    }
    if (reader.offset() < file.length()) {
      file.truncate(reader.offset());
    }
  }

  /** Appends a frame, to the buffer at first; returns its offset. */
  public synchronized long append(byte kind, byte[] body) {
    long offset = file.length();
    header.clear();
    header.putInt(body.length).put(kind);
    header.putInt(FrameReader.checksum(checksum, body.length, kind, body));
    file.append(header.array(), 0, header.capacity());
    file.append(body, 0, body.length);
    return offset;
  }

  /** The frames from {@code offset} to the last one appended so far. */
  public synchronized FrameReader reader(long offset) {
    file.flush();
    return new FrameReader(file.channel(), offset, file.length());
  }

  /** The body of the one frame at {@code offset}. */
  public byte[] read(long offset) {
    FrameReader reader = reader(offset);
    try {
      if (reader.next()) {
        return reader.body();
      }
      throw new IOException("no sound frame at byte " + offset);
    } catch (IOException e) {
      throw FileErrors.reading(path(), e);
    }
  }

  /** Hands everything to the operating system: it survives a kill of this process. */
  public synchronized void flush() {
    file.flush();
  }

  /** Hands everything to the disk: it survives a power cut. */
  public synchronized void sync() {
    file.sync();
  }

  /** Drops all frames. */
  public synchronized void clear() {
    file.truncate(start);
  }

  /** Bytes of all frames appended so far, written or not. */
  public synchronized long length() {
    return file.length() - start;
  }

  /** Where the first frame begins. */
  public long firstOffset() {
    return start;
  }

  /** The file. */
  public Path path() {
    return file.path();
  }

  @Override
  public synchronized void close() {
    file.close();
  }
}
