package io.gleaner.ledger.redis;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Writes the fields of a blob one after the other, numbers big-endian as Redis' {@code struct}
 * library reads them with {@code >}.
 */
final class BlobWriter {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final DataOutputStream out = new DataOutputStream(bytes);

  BlobWriter u8(int value) {
    return write(() -> out.writeByte(value));
  }

  BlobWriter i32(int value) {
    return write(() -> out.writeInt(value));
  }

  BlobWriter i64(long value) {
    return write(() -> out.writeLong(value));
  }

  /** Bytes whose length is known from elsewhere. */
  BlobWriter raw(byte[] value) {
    return write(() -> out.write(value));
  }

  /** A text behind its length. */
  BlobWriter text(String value) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    return i32(utf8.length).raw(utf8);
  }

  byte[] toBytes() {
    return bytes.toByteArray();
  }

  static byte[] utf8(String value) {
    return value.getBytes(StandardCharsets.UTF_8);
  }

  private BlobWriter write(Write write) {
    try {
      write.run();
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot fail", e);
    }
    return this;
  }

  private interface Write {
    void run() throws IOException;
  }
}
