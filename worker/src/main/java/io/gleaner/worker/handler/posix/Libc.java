package io.gleaner.worker.handler.posix;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import org.jspecify.annotations.Nullable;

/**
 * The functions of the C library that this process is linked with, mapped directly. Only those that
 * every supported system has; sizes of types are those of 64-bit systems. Functions with variable
 * arguments are left out: their calling convention differs on some systems.
 */
final class Libc {
  static {
    Native.register(Libc.class, NativeLibrary.getProcess());
  }

  private Libc() {}

  static native int pipe(Pointer fds);

  static native int close(int fd);

  static native long read(int fd, Pointer buffer, long count);

  static native long write(int fd, Pointer buffer, long count);

  static native int poll(Pointer fds, long count, int timeoutMillis);

  static native Pointer signal(int signal, @Nullable Pointer action);

  static native int access(Pointer path, int mode);

  static native int kill(int pid, int signal);

  static native int waitpid(int pid, Pointer status, int options);

  static native int waitid(int idType, int id, Pointer info, int options);

  static native String strerror(int errno);

  static native int sigemptyset(Pointer set);

  static native int sigfillset(Pointer set);

  static native int sigdelset(Pointer set, int signal);

  static native int posix_spawn(
      Pointer pid, Pointer path, Pointer actions, Pointer attributes, Pointer argv, Pointer envp);

  static native int posix_spawn_file_actions_init(Pointer actions);

  static native int posix_spawn_file_actions_destroy(Pointer actions);

  static native int posix_spawn_file_actions_adddup2(Pointer actions, int fd, int newFd);

  static native int posix_spawn_file_actions_addclose(Pointer actions, int fd);

  static native int posix_spawn_file_actions_addopen(
      Pointer actions, int fd, Pointer path, int flags, int mode);

  static native int posix_spawnattr_init(Pointer attributes);

  static native int posix_spawnattr_setflags(Pointer attributes, short flags);

  static native int posix_spawnattr_setpgroup(Pointer attributes, int group);

  static native int posix_spawnattr_setsigmask(Pointer attributes, Pointer set);

  static native int posix_spawnattr_setsigdefault(Pointer attributes, Pointer set);
}
