package io.gleaner.worker.handler.posix;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;

/** Closing every descriptor of a child from a number up: glibc has it since 2.34, musl has not. */
final class CloseFrom {
  static final boolean AVAILABLE = register();

  private CloseFrom() {}

  static native int posix_spawn_file_actions_addclosefrom_np(Pointer actions, int fd);

  private static boolean register() {
    try {
      Native.register(CloseFrom.class, NativeLibrary.getProcess());
      return true;
    } catch (UnsatisfiedLinkError absent) {
      return false;
    }
  }
}
