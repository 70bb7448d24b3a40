package io.gleaner.ledger.redis;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes the fields of a blob one after the other, numbers big-endian as Redis' {@code struct}
 * library reads them with {@code >}.
 */
final class BlobWriter {
  /** Holds most results. */
  private static final int FIRST_ROOM = 256;

  private ByteBuffer out = ByteBuffer.allocate(FIRST_ROOM);

  BlobWriter u8(int value) {
    room(Byte.BYTES).put((byte) value);
    return this;
  }

  BlobWriter i32(int value) {
    room(Integer.BYTES).putInt(value);
    return this;
  }

  BlobWriter i64(long value) {
    room(Long.BYTES).putLong(value);
    return this;
  }

  /** Bytes whose length is known from elsewhere. */
  BlobWriter raw(byte[] value) {
    room(value.length).put(value);
    return this;
  }

  /** A text behind its length. */
  BlobWriter text(String value) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    return i32(utf8.length).raw(utf8);
  }

  byte[] toBytes() {
    return Arrays.copyOf(out.array(), out.position());
  }

  static byte[] utf8(String value) {
    return value.getBytes(StandardCharsets.UTF_8);
  }

  private ByteBuffer room(int bytes) {
    if (out.remaining() < bytes) {
      int wanted = Math.addExact(out.position(), bytes);
      ByteBuffer larger = ByteBuffer.allocate(Math.max(wanted, 2 * out.capacity()));
      out = larger.put(out.flip());
    }
    return out;
  }
}
