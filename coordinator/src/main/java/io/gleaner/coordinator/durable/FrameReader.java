package io.gleaner.coordinator.durable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.zip.CRC32C;

/**
 * Reads frames one after the other from a stretch of a file. A frame is: length of the body (4
 * bytes, big-endian), kind (1 byte), CRC-32C of those 5 bytes and the body (4 bytes), body. The
 * checksum is never 0 for a run of zeros, so that a tail of zeros, as file systems leave after a
 * power cut, is no frame.
 */
public final class FrameReader {
  static final int HEADER = 9;

  private final FileChannel channel;
  private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16).limit(0);
  private final CRC32C checksum = new CRC32C();
  private final long end;
  private long offset;
  private long next;
  private long bufferEnd;
  private byte kind;
  private byte[] body = new byte[0];

  /** Reads from {@code start} to {@code end}, both in bytes from the beginning of the file. */
  FrameReader(FileChannel channel, long start, long end) {
    this.channel = channel;
    this.offset = start;
    this.next = start;
    this.bufferEnd = start;
    this.end = end;
  }

  /**
   * Goes to the next frame; false at the end, or where what follows is not a whole, sound frame.
   */
  public boolean next() throws IOException {
    offset = next;
    if (end - next < HEADER) {
      return false;
    }
    require(HEADER);
    int length = buffer.getInt();
    byte kindRead = buffer.get();
    int expected = buffer.getInt();
    if (length < 0 || length > end - next - HEADER) {
      return false;
    }
    byte[] bytes = new byte[length];
    readBody(bytes);
    if (checksum(checksum, length, kindRead, bytes) != expected) {
      return false;
    }
    kind = kindRead;
    body = bytes;
    next += HEADER + length;
    return true;
  }

  /** Where the frame that was read begins; after the last one, where the sound frames end. */
  public long offset() {
    return offset;
  }

  /** The kind that the frame was appended with. */
  public byte kind() {
    return kind;
  }

  /** The content of the frame: an array of its own for each frame. */
  public byte[] body() {
    return body;
  }

  static int checksum(CRC32C checksum, int length, byte kind, byte[] body) {
    checksum.reset();
    checksum.update(length >>> 24);
    checksum.update(length >>> 16);
    checksum.update(length >>> 8);
    checksum.update(length);
    checksum.update(kind);
    checksum.update(body, 0, body.length);
    return (int) checksum.getValue();
  }

  private void readBody(byte[] bytes) throws IOException {
    if (bytes.length <= buffer.capacity()) {
      require(bytes.length);
      buffer.get(bytes);
      return;
    }
    int buffered = buffer.remaining();
    buffer.get(bytes, 0, buffered);
    ByteBuffer rest = ByteBuffer.wrap(bytes, buffered, bytes.length - buffered);
    long position = next + HEADER + buffered;
    while (rest.hasRemaining()) {
      position += readSome(rest, position);
    }
    bufferEnd = position;
  }

  private void require(int count) throws IOException {
    if (buffer.remaining() >= count) {
      return;
    }
    buffer.compact();
    while (buffer.position() < count) {
      bufferEnd += readSome(buffer, bufferEnd);
    }
    buffer.flip();
  }

  private int readSome(ByteBuffer target, long position) throws IOException {
    int count = channel.read(target, position);
    if (count < 0) {
      throw new IOException("the file became shorter while it was read");
    }
    return count;
  }
}
