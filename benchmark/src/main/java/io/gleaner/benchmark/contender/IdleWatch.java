package io.gleaner.benchmark.contender;

import io.gleaner.benchmark.measure.Column;
import io.gleaner.benchmark.measure.CpuTime;
import io.gleaner.benchmark.measure.Sample;
import io.gleaner.benchmark.process.ProcStat;
import io.gleaner.benchmark.process.Running;
import java.util.List;
import java.util.function.Supplier;

/** What programs need that do nothing. */
final class IdleWatch {
  private static final long SETTLE_MILLIS = 3_000;
  private static final double NANOS = 1e9;
  private static final double MILLIS = 1e3;

  private IdleWatch() {}

  /** Watches programs for so many seconds, once what they did before has died down. */
  static Sample watch(List<Running> programs, int seconds) throws InterruptedException {
    double spent = aSecond(() -> new CpuTime(0, 0, cpu(programs)), seconds).all();
    for (Running program : programs) {
      if (!program.alive()) {
        throw program.failed("it ended while it was to wait");
      }
    }
    double memory =
        programs.stream()
            .mapToDouble(each -> ProcStat.residentMegabytesOfTree(each.pid()))
            .average()
            .orElseThrow();
    return Sample.of(Column.MEMORY, memory).and(Column.IDLE, spent * MILLIS);
  }

  /** What is spent a second, over so many, once what came before has died down. */
  static CpuTime aSecond(Supplier<CpuTime> cpu, int seconds) throws InterruptedException {
    Thread.sleep(SETTLE_MILLIS);
    CpuTime before = cpu.get();
    long began = System.nanoTime();
    Thread.sleep(seconds * 1_000L);
    double took = (System.nanoTime() - began) / NANOS;
    return cpu.get().since(before).over(took);
  }

  private static double cpu(List<Running> programs) {
    return programs.stream().mapToDouble(each -> ProcStat.cpuSecondsOfTree(each.pid())).sum();
  }
}
