package io.gleaner.benchmark.process;

import io.gleaner.benchmark.measure.MachineLoad;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** How busy the machine is with something else, from a moment on. */
public final class MachineClock {
  private static final double TICKS = 100;
  private static final double NANOS = 1e9;

  private final List<Long> servers;
  private final long began = System.nanoTime();
  private final double busy;
  private final double own;

  private MachineClock(List<Long> servers) {
    this.servers = servers;
    this.busy = busySeconds(firstLine());
    this.own = ownSeconds();
  }

  /**
   * From now on.
   *
   * @param servers processes that belong to what is measured, beside this one and its children
   */
  public static MachineClock start(List<Long> servers) {
    return new MachineClock(servers);
  }

  /** What it was busy with until now; programs that were started here must have ended. */
  public MachineLoad load() {
    return MachineLoad.of(
        busySeconds(firstLine()) - busy,
        ownSeconds() - own,
        (System.nanoTime() - began) / NANOS,
        Runtime.getRuntime().availableProcessors());
  }

  private double ownSeconds() {
    return ProcStat.cpuSeconds(ProcessHandle.current().pid())
        + servers.stream().mapToDouble(ProcStat::cpuSeconds).sum();
  }

  /** The first line of /proc/stat: user, nice, system, idle, iowait, irq, softirq, steal. */
  static double busySeconds(String line) {
    String[] fields = line.strip().split(" +", -1);
    double ticks = 0;
    for (int field = 1; field <= 8 && field < fields.length; field++) {
      boolean idle = field == 4 || field == 5;
      ticks += idle ? 0 : Double.parseDouble(fields[field]);
    }
    return ticks / TICKS;
  }

  private static String firstLine() {
    try {
      return Files.readString(Path.of("/proc/stat")).lines().findFirst().orElse("");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
