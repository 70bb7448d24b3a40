package io.gleaner.worker.handler.posix;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Waiting for a process group to be empty, after it was killed and its leader was reaped. */
public final class ProcessGroup {
  private static final int WNOHANG = 1;
  private static final int LONGEST_PAUSE_MILLIS = 16;
  private static final Path PROC = Path.of("/proc");

  private ProcessGroup() {}

  /**
   * Returns once no process of the group runs any more. That is a matter of microseconds, unless
   * one of them hangs inside the system, where no signal reaches it.
   */
  public static void awaitEmpty(int group) {
    int pause = 1;
    while (exists(group)) {
      // What is left may be dead already and merely not reaped, for ever if nobody does that (a
      // container whose first process does not); only /proc can tell.
      if (pause >= LONGEST_PAUSE_MILLIS && onlyZombies(group)) {
        return;
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(pause));
      pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
    }
  }

  private static boolean exists(int group) {
    if (Libc.kill(-group, 0) != 0) {
      return Native.getLastError() != Errno.ESRCH;
    }
    // Orphans become ours if this process is the first of its container; then nobody else reaps.
    try (Memory status = new Memory(Integer.BYTES)) {
      while (Libc.waitpid(-group, status, WNOHANG) > 0) {
        // another one gone
      }
    }
    return Libc.kill(-group, 0) == 0 || Native.getLastError() != Errno.ESRCH;
  }

  private static boolean onlyZombies(int group) {
    if (!Files.isReadable(PROC.resolve("self/stat"))) {
      return false;
    }
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (Path process : processes) {
        if (runsIn(group, process)) {
          return false;
        }
      }
      return true;
    } catch (IOException unreadable) {
      return false;
    }
  }

  private static boolean runsIn(int group, Path process) {
    String stat;
    try {
      stat = new String(Files.readAllBytes(process.resolve("stat")), StandardCharsets.ISO_8859_1);
    } catch (IOException gone) {
      return false;
    }
    // pid (name) state parent group …; the name may hold anything, parentheses too
    String[] fields = stat.substring(stat.lastIndexOf(')') + 1).trim().split(" ", 4);
    boolean dead = fields[0].equals("Z") || fields[0].equals("X");
    return !dead && fields[2].equals(Integer.toString(group));
  }
}
