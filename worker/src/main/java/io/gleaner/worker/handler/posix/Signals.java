package io.gleaner.worker.handler.posix;

import com.sun.jna.Platform;
import java.util.List;

/** Signals, by number and name. */
public final class Signals {
  /** SIGKILL. */
  public static final int KILL = 9;

  /** SIGTERM. */
  public static final int TERM = 15;

  private static final List<String> LINUX =
      List.of(
          "", "HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "BUS", "FPE", "KILL", "USR1", "SEGV",
          "USR2", "PIPE", "ALRM", "TERM", "STKFLT", "CHLD", "CONT", "STOP", "TSTP", "TTIN", "TTOU",
          "URG", "XCPU", "XFSZ", "VTALRM", "PROF", "WINCH", "IO", "PWR", "SYS");

  private Signals() {}

  /** As people read it: {@code 9 (SIGKILL)}; the number alone where this system has no name. */
  public static String text(int signal) {
    boolean named = Platform.isLinux() && signal > 0 && signal < LINUX.size();
    return named ? signal + " (SIG" + LINUX.get(signal) + ")" : Integer.toString(signal);
  }
}
