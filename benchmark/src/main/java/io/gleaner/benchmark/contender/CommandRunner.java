package io.gleaner.benchmark.contender;

import io.gleaner.benchmark.measure.Column;
import io.gleaner.benchmark.measure.CpuTime;
import io.gleaner.benchmark.measure.Goal;
import io.gleaner.benchmark.measure.Sample;
import io.gleaner.benchmark.process.ProcStat;
import io.gleaner.benchmark.process.Programs;
import io.gleaner.benchmark.process.Running;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A program that runs a command for each line of its standard input. Its start counts too. */
final class CommandRunner implements Contender {
  private static final double NANOS = 1e9;

  private final Site site;
  private final List<String> command;
  private final Goal goal;

  private CommandRunner(Site site, String command, double ratio) {
    this.site = site;
    this.command = List.of(command.split(" ", -1));
    this.goal = new Goal(Column.RATE, Goal.Kind.RATIO_AT_LEAST, ratio);
  }

  static Contender xargs(Site site) {
    return new CommandRunner(site, "xargs -P2 -n1 true", 0.9);
  }

  static Contender parallel(Site site) {
    return new CommandRunner(site, "parallel -j2 true", 4);
  }

  @Override
  public String name() {
    return String.join(" ", command);
  }

  @Override
  public List<Goal> goals() {
    return List.of(goal);
  }

  @Override
  public Optional<String> missing() {
    return Programs.missing(command.get(0));
  }

  @Override
  public Sample run() throws Exception {
    int commands = site.sizes().commands();
    // Its time can only be had from this process' ended children once it has ended itself.
    long self = ProcessHandle.current().pid();
    double before = ProcStat.endedChildrenSeconds(self);
    long began = System.nanoTime();
    try (Running program = site.start(command.get(0), command, Map.of(), site.lines(commands))) {
      program.await();
    }
    double seconds = (System.nanoTime() - began) / NANOS;
    double cpu = ProcStat.endedChildrenSeconds(self) - before;
    return Sample.of(commands, seconds, new CpuTime(0, 0, cpu));
  }
}
