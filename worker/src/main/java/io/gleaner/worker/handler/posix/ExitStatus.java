package io.gleaner.worker.handler.posix;

/**
 * How a process ended.
 *
 * @param code what it exited with; meaningless if a signal ended it
 * @param signal the signal that ended it, 0 if none
 */
public record ExitStatus(int code, int signal) {
  private static final int SIGNAL_BASE = 128;

  /** Reads what waitpid(2) wrote. */
  static ExitStatus of(int status) {
    int signal = status & 0x7f;
    return new ExitStatus(signal == 0 ? status >> 8 & 0xff : 0, signal);
  }

  /** As a shell would tell it: the exit code, or 128 + the signal. */
  public int exitCode() {
    return signal == 0 ? code : SIGNAL_BASE + signal;
  }

  /** As a sentence's end: {@code exited with 3}, {@code killed by signal 9 (SIGKILL)}. */
  public String text() {
    return signal == 0 ? "exited with " + code : "killed by signal " + Signals.text(signal);
  }
}
