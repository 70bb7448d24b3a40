package io.gleaner.coordinator.report;

import io.gleaner.item.Bytes;
import java.nio.ByteBuffer;

/** What is needed to print an item's output later. */
record HeldOutput(long index, boolean done, Bytes item, Bytes output) {
  static final byte DONE = 'd';
  static final byte FAILED = 'f';

  static HeldOutput of(Outcome outcome) {
    return new HeldOutput(outcome.index(), outcome.done(), outcome.item(), outcome.output());
  }

  /** The inverse of {@link #kind} and {@link #encode}. */
  static HeldOutput decode(byte kind, byte[] body) {
    ByteBuffer bytes = ByteBuffer.wrap(body);
    long index = bytes.getLong();
    byte[] item = new byte[bytes.getInt()];
    bytes.get(item);
    byte[] output = new byte[bytes.remaining()];
    bytes.get(output);
    return new HeldOutput(index, kind == DONE, Bytes.wrap(item), Bytes.wrap(output));
  }

  byte kind() {
    return done ? DONE : FAILED;
  }

  /** Index (8 bytes), size of the item (4 bytes), item, output. */
  byte[] encode() {
    return ByteBuffer.allocate(Long.BYTES + Integer.BYTES + size())
        .putLong(index)
        .putInt(item.size())
        .put(item.array())
        .put(output.array())
        .array();
  }

  int size() {
    return item.size() + output.size();
  }
}
