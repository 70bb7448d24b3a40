package io.gleaner.benchmark.process;

import io.gleaner.benchmark.measure.CpuTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;

/** Processor time, from /proc. */
public final class ProcStat {
  /** USER_HZ; it is 100 on every Linux that Java runs on. */
  private static final double TICKS = 100;

  /** The first of utime, stime, cutime, cstime among the fields behind the name (proc(5)). */
  private static final int UTIME = 11;

  private ProcStat() {}

  /** Seconds of a process and its ended children; 0 if it is gone. */
  public static double cpuSeconds(long pid) {
    return seconds(pid, UTIME);
  }

  /** Seconds of a process' ended children alone. */
  public static double endedChildrenSeconds(long pid) {
    return seconds(pid, UTIME + 2);
  }

  private static double seconds(long pid, int firstField) {
    try {
      String text = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      String[] fields = text.substring(text.lastIndexOf(')') + 2).split(" ", -1);
      long ticks = 0;
      for (int field = firstField; field < UTIME + 4; field++) {
        ticks += Long.parseLong(fields[field]);
      }
      return ticks / TICKS;
    } catch (IOException gone) {
      return 0;
    }
  }

  /** The time of the servers and of some clients. */
  public static CpuTime cpu(long broker, long ledger, Collection<Running> clients) {
    double seconds = clients.stream().mapToDouble(client -> cpuSeconds(client.pid())).sum();
    return new CpuTime(cpuSeconds(broker), cpuSeconds(ledger), seconds);
  }
}
