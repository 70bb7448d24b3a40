package io.gleaner.ledger.redis;

import io.gleaner.failure.ErrorKind;
import io.gleaner.failure.GleanerException;
import io.gleaner.item.Bytes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Reads back what {@link BlobWriter} wrote; a blob that ends early or was written by a newer
 * version is refused by name.
 */
final class BlobReader {
  private final String what;
  private final ByteBuffer in;

  BlobReader(String what, byte[] blob, int version) {
    this.what = what;
    this.in = ByteBuffer.wrap(blob);
    int found = u8();
    if (found != version) {
      throw new GleanerException(
          ErrorKind.PERMANENT,
          "the ledger holds a "
              + what
              + " in format "
              + found
              + ", but this version of Gleaner reads only format "
              + version
              + ": use one version for the whole Job");
    }
  }

  int u8() {
    return Byte.toUnsignedInt(need(1).get());
  }

  int i32() {
    return need(4).getInt();
  }

  long i64() {
    return need(8).getLong();
  }

  Bytes raw(int length) {
    if (length < 0) {
      throw broken();
    }
    byte[] value = new byte[length];
    need(length).get(value);
    return Bytes.wrap(value);
  }

  String text(int length) {
    return new String(raw(length).array(), StandardCharsets.UTF_8);
  }

  String text() {
    return text(i32());
  }

  Bytes rest() {
    return raw(in.remaining());
  }

  /** How many bytes are left. */
  int left() {
    return in.remaining();
  }

  void end() {
    if (in.hasRemaining()) {
      throw broken();
    }
  }

  private ByteBuffer need(int length) {
    if (in.remaining() < length) {
      throw broken();
    }
    return in;
  }

  private GleanerException broken() {
    return new GleanerException(
        ErrorKind.INVARIANT_BROKEN, "the ledger holds a " + what + " that cannot be read");
  }
}
