package io.gleaner.benchmark.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.LongStream;

/** Processor time and memory of processes, from /proc. What is gone counts as nothing. */
public final class ProcStat {
  /** USER_HZ; it is 100 on every Linux that Java runs on. */
  private static final double TICKS = 100;

  /** The first of utime, stime, cutime, cstime among the fields behind the name (proc(5)). */
  private static final int UTIME = 11;

  private static final double KIB_A_MEGABYTE = 1e6 / 1024;

  private ProcStat() {}

  /** Seconds of a process and its ended children. */
  public static double cpuSeconds(long pid) {
    return seconds(stat(pid), UTIME);
  }

  /** Seconds of a process, of its ended children and of all that descends from it and runs. */
  public static double cpuSecondsOfTree(long pid) {
    return tree(pid).mapToDouble(ProcStat::cpuSeconds).sum();
  }

  /** Seconds of a process' ended children alone. */
  public static double endedChildrenSeconds(long pid) {
    return seconds(stat(pid), UTIME + 2);
  }

  /** Resident memory of a process and all that descends from it, in megabytes (10^6 bytes). */
  public static double residentMegabytesOfTree(long pid) {
    return tree(pid).mapToDouble(each -> residentKib(read(each, "status"))).sum() / KIB_A_MEGABYTE;
  }

  /** Seconds in a line of /proc/PID/stat, from a field on. */
  static double seconds(String stat, int firstField) {
    if (stat.isEmpty()) {
      return 0;
    }
    // A program's name stands in brackets and may itself hold spaces and brackets.
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    long ticks = 0;
    for (int field = firstField; field < UTIME + 4; field++) {
      ticks += Long.parseLong(fields[field]);
    }
    return ticks / TICKS;
  }

  /** VmRSS in the text of /proc/PID/status, in KiB. */
  static double residentKib(String status) {
    return status
        .lines()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")))
        .sum();
  }

  private static LongStream tree(long pid) {
    return LongStream.concat(
        LongStream.of(pid),
        ProcessHandle.of(pid).stream()
            .flatMap(ProcessHandle::descendants)
            .mapToLong(ProcessHandle::pid));
  }

  private static String stat(long pid) {
    return read(pid, "stat");
  }

  private static String read(long pid, String file) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(pid), file));
    } catch (IOException gone) {
      return "";
    }
  }
}
