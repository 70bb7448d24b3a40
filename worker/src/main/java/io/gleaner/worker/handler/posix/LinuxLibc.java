package io.gleaner.worker.handler.posix;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;

/** What only Linux has, with any C library. Loaded there alone. */
final class LinuxLibc {
  static {
    Native.register(LinuxLibc.class, NativeLibrary.getProcess());
  }

  private LinuxLibc() {}

  static native int pipe2(Pointer fds, int flags);

  /** pidfd_open(2) has no function of its own in older C libraries. */
  static native long syscall(long number, int first, int second);
}
