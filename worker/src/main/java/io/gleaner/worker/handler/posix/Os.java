package io.gleaner.worker.handler.posix;

import com.sun.jna.Platform;

/**
 * The numbers in which systems differ. Linux: the same on x86_64 and aarch64, with glibc and with
 * musl. What is not here is the same everywhere (POSIX or common practice).
 */
enum Os {
  LINUX(17, 19, 0x0100_0000, 0x80, 0, 4096),
  MACOS(20, 17, 0x20, 0x0400, 0x4000, 512);

  private static final Os THIS = Platform.isMac() ? MACOS : LINUX;

  final int sigchld;
  final int sigstop;
  final int wnowait;
  final int spawnSetSid;

  /** The flag that makes posix_spawn close whatever the file actions do not mention; 0 if none. */
  final int spawnCloseByDefault;

  /** So many bytes can be written at once to a pipe that poll called writable. */
  final int pipeBuf;

  Os(int sigchld, int sigstop, int wnowait, int spawnSetSid, int spawnCloseByDefault, int pipeBuf) {
    this.sigchld = sigchld;
    this.sigstop = sigstop;
    this.wnowait = wnowait;
    this.spawnSetSid = spawnSetSid;
    this.spawnCloseByDefault = spawnCloseByDefault;
    this.pipeBuf = pipeBuf;
  }

  static Os current() {
    return THIS;
  }
}
