package io.gleaner.worker.handler.posix;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import io.gleaner.item.Bytes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * Native memory that holds one set of arguments and environment at a time, grown as needed and used
 * again. Layout: the argument pointers, the environment pointers, each with a null at its end, then
 * the strings. Not safe for use by several threads.
 */
final class CStrings {
  private static final int FIRST_SIZE = 8 * 1024;

  private Memory memory = new Memory(FIRST_SIZE);
  private byte[] bytes = new byte[FIRST_SIZE];
  private ByteBuffer image = image(bytes);
  private int environmentAt;
  private int pathAt;

  /** Fills the memory; {@code inherited} are addresses of strings that live elsewhere. */
  void pack(Bytes path, List<Bytes> arguments, long[] inherited, List<Bytes> added) {
    environmentAt = (arguments.size() + 1) * Long.BYTES;
    int stringsAt = environmentAt + (inherited.length + added.size() + 1) * Long.BYTES;
    reserve(stringsAt + size(arguments) + size(added) + path.size() + 1);
    image.position(stringsAt);
    int pointerAt = 0;
    for (Bytes argument : arguments) {
      pointerAt = append(pointerAt, argument);
    }
    image.putLong(pointerAt, 0);
    pointerAt = environmentAt;
    for (long address : inherited) {
      image.putLong(pointerAt, address);
      pointerAt += Long.BYTES;
    }
    for (Bytes variable : added) {
      pointerAt = append(pointerAt, variable);
    }
    image.putLong(pointerAt, 0);
    pathAt = image.position();
    image.put(path.array()).put((byte) 0);
    memory.write(0, bytes, 0, image.position());
  }

  Pointer arguments() {
    return memory;
  }

  Pointer environment() {
    return memory.share(environmentAt);
  }

  Pointer path() {
    return memory.share(pathAt);
  }

  private int append(int pointerAt, Bytes string) {
    image.putLong(pointerAt, Pointer.nativeValue(memory) + image.position());
    image.put(string.array()).put((byte) 0);
    return pointerAt + Long.BYTES;
  }

  private void reserve(int size) {
    if (size > image.capacity()) {
      int grown = Math.max(size, 2 * image.capacity());
      memory.close();
      memory = new Memory(grown);
      bytes = new byte[grown];
      image = image(bytes);
    }
  }

  private static int size(List<Bytes> strings) {
    int size = 0;
    for (Bytes string : strings) {
      size += string.size() + 1;
    }
    return size;
  }

  private static ByteBuffer image(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
  }
}
