package io.gleaner.worker.handler.posix;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;

/**
 * What every child starts with, whatever this process does with signals: none blocked, none ignored
 * (the JVM blocks and ignores some), and a process group or a session of its own. Made once and
 * never freed.
 */
final class SpawnAttributes {
  private static final int SET_PROCESS_GROUP = 0x02;
  private static final int SET_SIGNAL_DEFAULTS = 0x04;
  private static final int SET_SIGNAL_MASK = 0x08;

  // Several times what any C library needs: 336 bytes in glibc and musl, a pointer on macOS.
  private static final int SIZE = 1024;
  private static final int SIGNAL_SET_SIZE = 256;

  private final Memory attributes = new Memory(SIZE);

  SpawnAttributes(boolean ownSession) {
    Os os = Os.current();
    attributes.clear();
    Libc.posix_spawnattr_init(attributes);
    // A session's leader leads a new group anyway and may not be moved into one.
    int group = ownSession ? os.spawnSetSid : SET_PROCESS_GROUP;
    int flags = group | SET_SIGNAL_DEFAULTS | SET_SIGNAL_MASK | os.spawnCloseByDefault;
    Libc.posix_spawnattr_setflags(attributes, (short) flags);
    Libc.posix_spawnattr_setpgroup(attributes, 0);
    try (Memory set = new Memory(SIGNAL_SET_SIZE)) {
      set.clear();
      Libc.sigemptyset(set);
      Libc.posix_spawnattr_setsigmask(attributes, set);
      Libc.sigfillset(set);
      Libc.sigdelset(set, Signals.KILL);
      Libc.sigdelset(set, os.sigstop);
      Libc.posix_spawnattr_setsigdefault(attributes, set);
    }
    // Inherited as ignored it would make the system reap our children itself: no exit codes.
    Libc.signal(os.sigchld, null);
  }

  Pointer pointer() {
    return attributes;
  }
}
