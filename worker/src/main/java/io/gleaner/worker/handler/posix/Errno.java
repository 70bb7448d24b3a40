package io.gleaner.worker.handler.posix;

/** Error numbers that are acted upon; the same on every supported system. */
public final class Errno {
  /** No such file or directory. */
  public static final int ENOENT = 2;

  /** No such process. */
  public static final int ESRCH = 3;

  /** Interrupted by a signal. */
  public static final int EINTR = 4;

  /** Argument list too long. */
  public static final int E2BIG = 7;

  /** Not a format that the system executes. */
  public static final int ENOEXEC = 8;

  /** Permission denied. */
  public static final int EACCES = 13;

  /** Not a directory. */
  public static final int ENOTDIR = 20;

  private Errno() {}

  /** The system's own words for an error number. */
  public static String text(int errno) {
    return Libc.strerror(errno);
  }
}
