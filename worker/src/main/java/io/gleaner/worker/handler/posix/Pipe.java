package io.gleaner.worker.handler.posix;

import com.sun.jna.Memory;
import com.sun.jna.Native;

/**
 * The two descriptors of a new pipe, neither of which a program started by another thread inherits.
 *
 * @param readEnd the descriptor to read from
 * @param writeEnd the descriptor to write to
 */
public record Pipe(int readEnd, int writeEnd) {
  private static final int O_CLOEXEC = 0x80000;
  private static final int FIRST_AFTER_STANDARD = 3;

  /** Makes a pipe; both descriptors are 3 or more. */
  public static Pipe open() throws SpawnException {
    while (true) {
      try (Memory pair = new Memory(2 * Integer.BYTES)) {
        int failed = Os.current() == Os.LINUX ? LinuxLibc.pipe2(pair, O_CLOEXEC) : Libc.pipe(pair);
        if (failed != 0) {
          throw new SpawnException(Native.getLastError());
        }
        Pipe pipe = new Pipe(pair.getInt(0), pair.getInt(Integer.BYTES));
        // A process started with standard descriptors closed gets their numbers here. Such a pipe
        // is
        // kept as it is, to fill the gap: in a child these numbers are always something else.
        if (Math.min(pipe.readEnd, pipe.writeEnd) >= FIRST_AFTER_STANDARD) {
          return pipe;
        }
      }
    }
  }

  /** Closes both ends. */
  public void close() {
    close(readEnd);
    close(writeEnd);
  }

  /** Closes one descriptor; a negative number is none. */
  public static void close(int fd) {
    if (fd >= 0) {
      Libc.close(fd);
    }
  }
}
