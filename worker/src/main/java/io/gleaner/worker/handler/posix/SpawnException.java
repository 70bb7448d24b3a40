package io.gleaner.worker.handler.posix;

/** The system could not start a process, or not make what it needs. */
public final class SpawnException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int errno;

  SpawnException(int errno) {
    super(Errno.text(errno));
    this.errno = errno;
  }

  /** The system's error number; see {@link Errno}. */
  public int errno() {
    return errno;
  }
}
