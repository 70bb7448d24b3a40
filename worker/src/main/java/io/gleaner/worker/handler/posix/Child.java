package io.gleaner.worker.handler.posix;

import com.sun.jna.Memory;
import com.sun.jna.Native;

/**
 * A process of ours that leads a process group of its own. Signals and reaping exclude each other:
 * until it is reaped its number cannot become another process's, and afterwards nothing is
 * signalled.
 */
public final class Child implements AutoCloseable {
  private static final int P_PID = 1;
  private static final int WNOHANG = 1;
  private static final int WEXITED = 4;
  private static final int SIGINFO_SIZE = 256;
  private static final int PIDFD_OPEN = 434;

  private final int pid;
  private final int pidfd;
  private boolean reaped;

  Child(int pid, boolean withDescriptor) {
    this.pid = pid;
    this.pidfd = withDescriptor ? (int) LinuxLibc.syscall(PIDFD_OPEN, pid, 0) : Poller.NONE;
  }

  /** Its process number, which is its group's too. */
  public int pid() {
    return pid;
  }

  /**
   * A descriptor that becomes readable when it ends, or {@link Poller#NONE} where the system has no
   * such thing (before Linux 5.3, or elsewhere): then {@link #ended} must be asked now and again.
   */
  public int descriptor() {
    return pidfd;
  }

  /** Sends a signal to every process of its group, if it is not reaped yet. */
  public synchronized void signalGroup(int signal) {
    if (!reaped) {
      Libc.kill(-pid, signal);
    }
  }

  /** Whether it has ended. It is not reaped by asking. */
  public boolean ended() {
    return waitUnreaped(WNOHANG);
  }

  /** Waits until it has ended. It is not reaped by that. */
  public void awaitEnd() {
    while (!waitUnreaped(0)) {
      Thread.onSpinWait();
    }
  }

  /** Reaps it, waiting for its end if need be. Call once. */
  public synchronized ExitStatus reap() {
    try (Memory status = new Memory(Integer.BYTES)) {
      status.setInt(0, 0);
      int result;
      do {
        result = Libc.waitpid(pid, status, 0);
      } while (result < 0 && Native.getLastError() == Errno.EINTR);
      reaped = true;
      return ExitStatus.of(status.getInt(0));
    }
  }

  /**
   * Kills what is left of its group, waits until that is gone, reaps it and frees the descriptor.
   * Call once.
   *
   * @param beforeItsNumberIsFree runs while the unreaped process still keeps its number from
   *     becoming another's
   */
  public ExitStatus finish(Runnable beforeItsNumberIsFree) {
    signalGroup(Signals.KILL);
    beforeItsNumberIsFree.run();
    ExitStatus status = reap();
    ProcessGroup.awaitEmpty(pid);
    close();
    return status;
  }

  /** Frees the descriptor; the process itself is left alone. */
  @Override
  public void close() {
    Pipe.close(pidfd);
  }

  private synchronized boolean isReaped() {
    return reaped;
  }

  private boolean waitUnreaped(int options) {
    if (isReaped()) {
      return true;
    }
    try (Memory info = new Memory(SIGINFO_SIZE)) {
      info.clear();
      int result = Libc.waitid(P_PID, pid, info, WEXITED | Os.current().wnowait | options);
      if (result != 0) {
        // Interrupted: ask again. Anything else means that there is no such child any more.
        return Native.getLastError() != Errno.EINTR;
      }
      boolean somethingToReport = info.getInt(0) != 0;
      return somethingToReport;
    }
  }
}
