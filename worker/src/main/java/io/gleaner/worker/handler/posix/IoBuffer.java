package io.gleaner.worker.handler.posix;

import com.sun.jna.Memory;
import com.sun.jna.Native;

/** One thread's buffer between descriptors and Java. Not safe for use by several threads. */
public final class IoBuffer {
  /** Nothing more will come, or nobody reads any more. */
  public static final int ENDED = -1;

  private static final int SIZE = 64 * 1024;

  private final Memory memory = new Memory(SIZE);
  private final byte[] bytes = new byte[SIZE];

  /** What the last {@link #read} has read, from 0. */
  public byte[] bytes() {
    return bytes;
  }

  /** Reads once; returns how many bytes, 0 if a signal came first, or {@link #ENDED}. */
  public int read(int fd) {
    int count = (int) Libc.read(fd, memory, SIZE);
    if (count > 0) {
      memory.read(0, bytes, 0, count);
      return count;
    }
    return count < 0 && Native.getLastError() == Errno.EINTR ? 0 : ENDED;
  }

  /**
   * Writes to a pipe that {@link Poller} called ready, as much as certainly does not block; returns
   * how many bytes, 0 if a signal came first, or {@link #ENDED}.
   */
  public int write(int fd, byte[] source, int from) {
    int length = Math.min(source.length - from, Os.current().pipeBuf);
    memory.write(0, source, from, length);
    int count = (int) Libc.write(fd, memory, length);
    return count >= 0 ? count : Native.getLastError() == Errno.EINTR ? 0 : ENDED;
  }
}
