package io.gleaner.worker.handler.posix;

/** The system could not start a process, or not make what it needs. */
public final class SpawnException extends Exception {
  /** What a shell exits with where there is no such program. */
  public static final int NOT_FOUND = 127;

  private static final int NOT_EXECUTABLE = 126;
  private static final long serialVersionUID = 1L;

  private final int errno;

  SpawnException(int errno) {
    super(Errno.text(errno));
    this.errno = errno;
  }

  /** What a shell would exit with: 127 if there is no such program, 126 if it cannot be run. */
  public int exitCode() {
    return errno == Errno.ENOENT || errno == Errno.ENOTDIR ? NOT_FOUND : NOT_EXECUTABLE;
  }

  /** The system's error number; see {@link Errno}. */
  public int errno() {
    return errno;
  }
}
